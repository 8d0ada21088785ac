import { upsertCollections } from '../roads/all.ts';
import { matrix } from './matrix.ts';

matrix(upsertCollections, 6);
