/** Packing the desktop app where Electron's own binary cannot be had: a stand-in is packed. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../scripts/project.ts';

/** What a binary of Electron marks its fuses with, so that they can be found and set. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Electron's fuses as it comes: each 0 (off) or 1 (on), in the order of its own list. */
const FUSES_AS_SHIPPED = '101100011';

/** What was packed, or why it was not. */
export interface Packed {
  /** electron-builder's exit code. */
  code: number;
  /** All it printed. */
  output: string;
  /** The packed app, unless it failed. */
  folder: string;
}

/**
 * Packs the built app as `npm run package` does, without making an installer of it.
 *
 * @param folder - an empty folder of the caller's: the stand-in and the packed app go there
 * @param target - electron-builder's names of a system and a processor
 */
export async function packFor(
  folder: string,
  target: { system: 'linux' | 'win'; arch: string },
): Promise<Packed> {
  const { system, arch } = target;
  const electron = join(folder, 'electron');
  await makeStandin(electron, system === 'win' ? 'electron.exe' : 'electron');
  let output = '';
  const code = await runTool(
    'electron-builder',
    [
      `--${system}`,
      `--${arch}`,
      '--dir',
      '--publish=never',
      `--config.electronDist=${electron}`,
      `--config.directories.output=${join(folder, 'packed')}`,
      // These write into a Windows program, which the stand-in is not.
      ...(system === 'win'
        ? ['--config.disableAsarIntegrity=true', '--config.win.signAndEditExecutable=false']
        : []),
    ],
    { onOutput: (text) => (output += text) },
  );
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  return { code, output, folder: join(folder, 'packed', `${system}${suffix}-unpacked`) };
}

/** A folder that looks enough like an Electron distribution to be packed. */
async function makeStandin(folder: string, binary: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  const wire = Buffer.from([1, FUSES_AS_SHIPPED.length]);
  await writeFile(
    join(folder, binary),
    Buffer.concat([
      Buffer.from('\u007fELF'),
      Buffer.alloc(60),
      Buffer.from(FUSE_SENTINEL),
      wire,
      Buffer.from(FUSES_AS_SHIPPED),
    ]),
  );
  await chmod(join(folder, binary), 0o755);
  const texts = ['version', 'LICENSE', 'LICENSES.chromium.html'];
  for (const name of [...texts, 'locales/en-GB.pak', 'locales/en-US.pak', 'locales/de.pak']) {
    await writeFile(join(folder, name), `The stand-in’s ${name}`);
  }
}

/** Reads the fuses back from a packed binary: 0 or 1 for each, in Electron's order. */
export function fusesOf(binary: Buffer): string {
  const start = binary.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length;
  const length = binary[start + 1] ?? 0;
  return binary.toString('latin1', start + 2, start + 2 + length);
}
