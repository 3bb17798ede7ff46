interface ImportMetaEnv {
  readonly VITE_BASE_URL?: string;
  readonly VITE_SERVICE_PROVIDER?: string;
  readonly VITE_SOFTWARE_STATEMENT?: string;
  readonly VITE_DOMAIN?: string;
}
