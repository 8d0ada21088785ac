import { insertCollections } from '../roads/all.ts';
import { matrix } from './matrix.ts';

matrix(insertCollections, 6);
