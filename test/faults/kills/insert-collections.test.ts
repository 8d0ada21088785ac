import { kills } from './kills.ts';

kills('insertCollections');
