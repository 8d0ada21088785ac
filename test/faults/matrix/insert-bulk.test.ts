import { insertBulk } from '../roads/all.ts';
import { matrix } from './matrix.ts';

matrix(insertBulk, 6);
