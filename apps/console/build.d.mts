/** Builds the staff console: `index.html` and hashed assets; by default into dist/web-console. */
export declare function buildConsole(options?: { readonly outDir?: string }): Promise<{ outDir: string }>;
