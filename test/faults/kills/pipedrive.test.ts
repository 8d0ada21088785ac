import { kills } from './kills.ts';

kills('pipedrive');
