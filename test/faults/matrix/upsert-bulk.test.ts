import { upsertBulk } from '../roads/all.ts';
import { matrix } from './matrix.ts';

matrix(upsertBulk, 6);
