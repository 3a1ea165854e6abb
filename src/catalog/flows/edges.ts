import type { AskStep, Step } from '../../engine/flow.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import { reasonsOf } from './check-words.ts';

/** Every edge of every current flow, as the engine traces it: `flow.step -> name`. */
export function allEdges(book: FlowBook): string[] {
  return book.current.flatMap(({ id, flow }) =>
    Object.entries(flow.steps).flatMap(([stepId, step]) =>
      edgeNames(book, step).map((name) => `${id}.${stepId} -> ${name}`),
    ),
  );
}

function edgeNames(book: FlowBook, step: Step): string[] {
  switch (step.kind) {
    case 'call':
      return Object.keys(step.outcomes).map((outcome) => `outcome:${outcome}`);
    case 'ask':
      return askEdges(book, step);
    case 'leave':
      return ['leave'];
    case 'end':
      return ['end'];
    default:
      return step.next.map((_, at) => `next:${at}`);
  }
}

function askEdges(book: FlowBook, step: AskStep): string[] {
  return [
    ...step.options.map(({ id }) => `option:${id}`),
    ...(step.optionsFrom === undefined ? [] : ['option:*']),
    ...Object.keys(step.also).map((kind) => `also:${kind}`),
    ...reasonsOf(book, step).map((reason) => `error:${reason}`),
    ...step.next.map((_, at) => `next:${at}`),
  ];
}
