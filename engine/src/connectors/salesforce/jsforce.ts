/**
 * What is taken of jsforce; load it by `await import`. A bundler cannot give names to a CommonJS package that is
 * imported dynamically itself: it would have a `default` alone.
 */
export { Connection, OAuth2 } from 'jsforce';
