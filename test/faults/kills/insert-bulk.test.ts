import { kills } from './kills.ts';

kills('insertBulk');
