/** A file of posts or people on its way into the plan: one step at a time, back to any of them. */
import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { canRemember, recalled, toRemember } from '../components/importing/remembered.ts';
import { foundInReturn, foundInSheet, type Found } from '../components/importing/found.ts';
import { useStaging } from '../components/importing/staging.ts';
import { today } from '../components/targets/newFigures.ts';
import { openRecordsFile, type RecordsFile, type Working } from '../files/recordsFile.ts';
import type { ImportDone } from '../../contract/imports.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { CswwChoices } from '../../domain/importing/csww/rows.ts';
import type { ImportKind, Mapping } from '../../domain/importing/fields.ts';
import type { HeaderPlace } from '../../domain/importing/header.ts';
import type { SheetOutline } from '../../domain/importing/outline.ts';
import type { Question } from '../../domain/importing/question.ts';
import { ImportRefusal } from '../../domain/importing/refusal.ts';
import type { MergeOptions, RoleChoice } from '../../domain/merging/types.ts';
import { ROLE_GROUP_LABELS } from '../../domain/records/codes.ts';
import { censusOf, isCensus, latestCensus } from '../../domain/records/csww/census.ts';
import { ROLE_GROUPS } from '../../domain/records/types.ts';
import { usePlan } from './plan.ts';

export type ImportStep = 'file' | 'columns' | 'problems' | 'changes' | 'done';

const NOT_RECORDS =
  'This is DfE’s published file about every authority. It holds no posts or people. Import it on Benchmark.';

/** The return names no team and no job title: its statutory roles stand in for them. */
function usualReturnChoices(): CswwChoices {
  return {
    service: null,
    team: 'Statutory return',
    roles: Object.fromEntries(
      ROLE_GROUPS.filter((group) => group !== 'other').map((group, at) => [
        at + 1,
        ROLE_GROUP_LABELS[group],
      ]),
    ),
    roleForOthers: 'Role not given',
    basis: 'permanent',
    startForOthers: null,
    fteForOthers: null,
  };
}

const usualOptions = () => ({
  asAt: today(),
  service: null as string | null,
  roles: [] as RoleChoice[],
  cohort: null as string | null,
  endGone: false,
  lastDay: today(),
});

export const useRecordsImport = defineStore('recordsImport', () => {
  const plan = usePlan();
  const staging = useStaging();
  const step = ref<ImportStep>('file');
  const file = shallowRef<RecordsFile | null>(null);
  /** What is under way, and the share done where that is known. */
  const busy = ref<{ words: string; share: number | null } | null>(null);
  const refusal = ref('');

  const sheetAt = ref(0);
  const sheets = shallowRef<SheetOutline[]>([]);
  const kind = ref<ImportKind>('people');
  /** What the page that led here says the file is. */
  const expected = ref<ImportKind | null>(null);
  const mapping = ref<Mapping>({});
  const answers = ref<Record<string, string>>({});
  const questions = shallowRef<Question[]>([]);
  /** The mapping came from an earlier file with the same headings. */
  const remembered = ref(false);
  const seen = new Set<string>();

  const returnChoices = reactive(usualReturnChoices());
  const keepReturn = ref(false);

  const found = shallowRef<Found | null>(null);
  const options = reactive(usualOptions());
  const done = shallowRef<ImportDone | null>(null);

  const sheet = computed(() => sheets.value[sheetAt.value] ?? null);
  const outline = computed(() => file.value?.outline ?? null);
  const document = computed(() =>
    outline.value?.what === 'return' ? outline.value.document : null,
  );
  /** The census that kept return data are of, where the return's own date is none. */
  const census = ref<IsoDate | null>(null);
  const censusDate = computed<IsoDate>(() => {
    const { referenceDate = null, year = null } = document.value?.header ?? {};
    if (referenceDate !== null && isCensus(referenceDate)) return referenceDate;
    return census.value ?? (year === null ? latestCensus(options.asAt) : censusOf(year));
  });
  /** What the return says of the authority, for a plan that has no number of its own. */
  const authority = computed(() => {
    const number = document.value?.header.authority ?? '';
    return /^\d{3}$/.test(number) ? number : null;
  });
  const mergeOptions = computed<MergeOptions>(() => ({
    asAt: options.asAt,
    service: options.service,
    roles: options.roles,
    keepPlaces: document.value !== null,
    censusDate: document.value !== null && keepReturn.value ? censusDate.value : null,
    cohort: options.cohort,
    // Whoever an unread row is about would look as if they had gone.
    end:
      options.endGone && (found.value?.refused ?? 0) === 0
        ? { lastDay: options.lastDay, only: null }
        : null,
  }));

  let abort: AbortController | null = null;

  /** Does one thing at a time, with progress, a way to stop it, and its refusal in words. */
  async function job<Result>(
    words: string,
    run: (working: Required<Working>) => Promise<Result>,
  ): Promise<Result | null> {
    stop();
    const mine = new AbortController();
    abort = mine;
    refusal.value = '';
    busy.value = { words, share: null };
    const onProgress = (share: number) => {
      if (abort === mine) busy.value = { words, share };
    };
    try {
      return await run({ onProgress, signal: mine.signal });
    } catch (error) {
      if (!(error instanceof ImportRefusal)) throw error;
      if (abort === mine) refusal.value = error.message;
      return null;
    } finally {
      if (abort === mine) {
        abort = null;
        busy.value = null;
      }
    }
  }

  function stop(): void {
    abort?.abort();
    abort = null;
    busy.value = null;
  }

  /** Back to the beginning; what was read or staged is dropped, and nothing was changed. */
  function reset(): void {
    stop();
    staging.drop();
    file.value?.close();
    file.value = null;
    sheets.value = [];
    found.value = null;
    done.value = null;
    refusal.value = '';
    keepReturn.value = false;
    census.value = null;
    Object.assign(options, usualOptions());
    Object.assign(returnChoices, usualReturnChoices());
    step.value = 'file';
  }

  async function open(chosen: File): Promise<void> {
    reset();
    const opened = await job(`Reading ${chosen.name}`, (working) =>
      openRecordsFile(chosen, working),
    );
    if (opened === null) return;
    const { outline: about } = opened;
    if (about.what === 'benchmark') {
      opened.close();
      refusal.value = NOT_RECORDS;
      return;
    }
    file.value = opened;
    if (about.what === 'return') {
      options.asAt = options.lastDay = about.document.header.referenceDate ?? today();
      kind.value = 'people';
      return;
    }
    sheets.value = about.sheets;
    await chooseSheet(about.suggested);
  }

  async function chooseSheet(at: number): Promise<void> {
    sheetAt.value = at;
    await chooseKind(expected.value ?? sheet.value?.suggestedKind ?? 'people');
  }

  /** Sets what the rows are; the columns are as remembered, else as proposed. */
  async function chooseKind(chosen: ImportKind): Promise<void> {
    kind.value = chosen;
    const of = sheet.value;
    answers.value = {};
    remembered.value = false;
    mapping.value = { ...of?.proposals[chosen].mapping };
    forget();
    if (of === null || !canRemember(of.headerKey)) return;
    const kept = await plan.query('mapping.read', { kind: chosen, header: of.headerKey });
    if (sheet.value !== of || kind.value !== chosen || !kept.ok || kept.value === null) return;
    const again = recalled(kept.value, of.columns);
    mapping.value = again.mapping;
    answers.value = again.answers;
    remembered.value = true;
  }

  /** What was read no longer stands. */
  function forget(): void {
    questions.value = [];
    seen.clear();
    found.value = null;
  }
  watch(mapping, forget, { deep: true });
  watch([returnChoices, keepReturn], () => (found.value = null), { deep: true });

  async function placeHeader(place: HeaderPlace): Promise<void> {
    const surveyed = await job('Looking for the columns', () =>
      file.value!.survey(sheetAt.value, place),
    );
    if (surveyed === null) return;
    sheets.value = sheets.value.map((one, at) => (at === sheetAt.value ? surveyed : one));
    await chooseKind(kind.value);
  }

  /** Reads the rows. What the file leaves in doubt is asked before going on. */
  async function readRows(): Promise<void> {
    if (document.value !== null) {
      found.value = foundInReturn(
        document.value,
        returnChoices,
        keepReturn.value,
        plan.figures?.settings.authorityNumber ?? null,
      );
      step.value = 'problems';
      return;
    }
    const header = sheet.value?.header ?? null;
    const choices = {
      ...{ kind: kind.value, header, mapping: mapping.value, answers: answers.value },
      near: Number(today().slice(0, 4)),
    };
    const result = await job('Reading the rows', (working) =>
      file.value!.read(sheetAt.value, choices, working),
    );
    if (result === null) return;
    questions.value = result.questions;
    const unseen = result.questions.filter(({ id }) => !seen.has(id));
    for (const { id } of unseen) seen.add(id);
    if (result.open.length > 0 || unseen.length > 0) return;
    found.value = foundInSheet(result);
    step.value = 'problems';
    await remember();
  }

  async function remember(): Promise<void> {
    const of = sheet.value;
    if (of === null || !canRemember(of.headerKey)) return;
    const kept = toRemember(mapping.value, of.columns, answers.value);
    const about = { kind: kind.value, header: of.headerKey, mapping: kept };
    await plan.command('mapping.save', about);
  }

  /** Sends the rows and compares them with the plan. */
  async function compare(): Promise<void> {
    const rows = found.value?.rows ?? [];
    const about = { kind: kind.value, fileName: outline.value?.name ?? '', rows };
    await job('Comparing the file with the plan', async ({ onProgress, signal }) => {
      if (!(await staging.stage(about, onProgress, signal))) return;
      if (await staging.compare(mergeOptions.value)) step.value = 'changes';
    });
  }
  watch(
    mergeOptions,
    (now) => {
      if (step.value === 'changes') void staging.compare(now);
    },
    { deep: true },
  );

  async function apply(): Promise<void> {
    const outcome = await job('Importing', () =>
      staging.apply(mergeOptions.value, authority.value),
    );
    if (outcome === null) {
      // The plan may have changed meanwhile: compared again, and the reason stays on screen.
      const why = staging.fault.value;
      await staging.compare(mergeOptions.value);
      staging.fault.value = why;
      return;
    }
    done.value = outcome;
    step.value = 'done';
  }

  return {
    ...{ step, busy, refusal, outline, document, censusDate },
    ...{ sheetAt, sheets, sheet, kind, expected, mapping, answers, questions, remembered },
    ...{ returnChoices, keepReturn, census, found, options, done },
    importId: staging.id,
    preview: staging.preview,
    fault: staging.fault,
    ...{ open, chooseSheet, chooseKind, placeHeader, readRows, compare, apply, stop, reset },
  };
});
