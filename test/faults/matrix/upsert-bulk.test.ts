import { roads } from '../roads/all.ts';
import { matrix } from './matrix.ts';

matrix(roads.upsertBulk, 3);
