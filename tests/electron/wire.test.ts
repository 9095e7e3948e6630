/**
 * The desktop's wire from end to end: the page's own transport, the preload script, IPC, the bridge
 * and the thread, with what pages really send. Vue's proxies are in it: Electron refuses to copy one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reactive } from 'vue';
import type { InputOf } from '../../src/contract/call.ts';
import type { Call, CallName, Calls } from '../../src/contract/index.ts';
import { bridged } from './contextBridge.ts';
import { good, openDesktopPage, type DesktopPage } from './desktopPage.ts';
import { ipcRenderer } from './standin.ts';

const FROM = '2021-04-01';

let page: DesktopPage;
let call: Call;
let plan: string;

beforeAll(async () => {
  page = await openDesktopPage();
  ({ call, plan } = page);
});
afterAll(() => page.close());

/** A command with a Vue proxy inside, as a page that drafts one has it. */
async function change<Name extends CallName>(
  name: Name,
  about: Omit<InputOf<Calls[Name]>, 'plan' | 'revision'>,
) {
  const { revision } = good(await call('history.standing', { plan }));
  const input = { ...reactive(about as object), plan, revision } as InputOf<Calls[Name]>;
  return good(await call(name, input));
}

describe('what a page sends with a Vue proxy inside', () => {
  it('opens teams, and changes the establishment', async () => {
    await change('structure.reorganise', {
      from: FROM,
      steps: [
        { kind: 'open-service', name: 'Assessment' },
        { kind: 'open-team', service: 'Assessment', name: 'Duty' },
      ],
    });
    const role = { name: 'Social worker', group: 'case-holder', counts: true } as const;
    const { role: id } = await change('role.save', role);
    const { teams } = good(await call('records.read', { plan }));
    await change('establishment.change', {
      from: FROM,
      steps: [{ kind: 'add', team: teams[0]!.id, role: id, fte: 1_000_000, postRef: 'P1' }],
    });
    const { lines } = good(await call('records.read', { plan }));
    expect(lines).toMatchObject([{ postRef: 'P1', fte: 1_000_000 }]);
  });

  it('changes the rating rule', async () => {
    const ratingRule = { tolerance: 7, toleranceIn: 'points' } as const;
    await change('settings.change', { ratingRule });
    const { settings } = good(await call('figures.read', { plan }));
    expect(settings.ratingRule).toEqual(ratingRule);
  });

  it('previews and applies an import with a role chosen', async () => {
    const begun = await call('import.begin', { plan, kind: 'establishment', fileName: 'List.csv' });
    const { import: id } = good(begun);
    const place = { service: 'Assessment', team: 'Duty', role: 'Practice lead', fte: 1_000_000 };
    const dates = { fundedFrom: FROM, fundedTo: null, funding: null, frozen: null };
    const row = { kind: 'establishment', row: 2, postRef: 'P2', ...place, ...dates } as const;
    good(await call('import.rows', { import: id, index: 0, rows: [row] }));
    const options = reactive({
      asAt: '2021-11-15',
      roles: [{ name: 'Practice lead', group: 'first-line-manager' as const, counts: false }],
    });
    const preview = good(await call('import.preview', { plan, import: id, ...options }));
    expect(preview.newRoles).toEqual([
      { name: 'Practice lead', group: 'first-line-manager', counts: false },
    ]);
    await change('import.apply', { import: id, ...options });
    const { roles, lines } = good(await call('records.read', { plan }));
    expect(roles).toContainEqual(expect.objectContaining({ name: 'Practice lead', counts: false }));
    expect(lines.map(({ postRef }) => postRef)).toContain('P2');
  });
});

describe('the stand-in for Electron', () => {
  it.each<[string, unknown]>([
    ['a Vue proxy', reactive({ steps: [] })],
    ['a Vue proxy deep inside', { rule: { within: reactive([1]) } }],
    ['a weak map', new WeakMap()],
  ])('copies no %s across its bridge', (_what, value) => {
    expect(() => bridged(value)).toThrow(/could not be cloned/);
  });

  it.each<[string, unknown]>([
    ['function', { f: () => 1 }],
    ['symbol', { s: Symbol('s') }],
    ['Vue proxy', reactive({})],
  ])('sends no %s to its main process', (_what, value) => {
    expect(() => ipcRenderer.invoke('call', value)).toThrow(/could not be cloned/);
  });

  it('copies plain values whole', () => {
    const plain = { text: 'x', list: [1, null, { at: new Date(0) }], nothing: undefined };
    expect(bridged(plain)).toEqual(plain);
  });
});
