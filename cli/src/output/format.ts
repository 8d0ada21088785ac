export { duration, number as count, plural } from '@migmap/engine/report/format';
