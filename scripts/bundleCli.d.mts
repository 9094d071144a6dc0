/** Writes the program to a directory: `main.js`, the threads it starts, and what they share. */
export function bundleCli(directory: string): Promise<void>;
