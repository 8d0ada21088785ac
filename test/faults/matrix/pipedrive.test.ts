import { pipedrive } from '../roads/all.ts';
import { matrix } from './matrix.ts';

matrix(pipedrive, 6);
