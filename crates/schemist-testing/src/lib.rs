//! Development only: fixture runner and throwaway database servers.
