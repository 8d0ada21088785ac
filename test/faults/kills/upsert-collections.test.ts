import { kills } from './kills.ts';

kills('upsertCollections');
