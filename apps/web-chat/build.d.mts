/** Builds the citizens' page: `index.html` and hashed assets; by default into dist/web. */
export declare function buildWebChat(options?: { readonly outDir?: string }): Promise<{ outDir: string }>;
