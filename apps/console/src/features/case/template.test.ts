import { describe, expect, it } from 'vitest';
import { fillTemplate, messageCount, withTemplate } from './template.ts';

describe('a template', () => {
  it('is filled in, and leaves open what nobody knows', () => {
    const body = 'Phản ánh {code} đã chuyển {office}, hạn {due}.';

    expect(fillTemplate(body, { code: 'PA-251122-0042-K', office: 'Tổ địa chính', due: '' })).toBe(
      'Phản ánh PA-251122-0042-K đã chuyển Tổ địa chính, hạn {due}.',
    );
  });

  it('is added to what is written, never in its place', () => {
    expect(withTemplate('Chào anh Nam.\n', 'Việc đã xong.')).toBe('Chào anh Nam.\nViệc đã xong.');
    expect(withTemplate('  ', 'Việc đã xong.')).toBe('Việc đã xong.');
  });
});

describe('the number of messages', () => {
  it.each([
    ['', 10, 1],
    ['0123456789', 10, 1],
    ['01234567890', 10, 2],
  ])('of %j in a channel of %i characters is %i', (body, maxChars, expected) => {
    expect(messageCount(body, maxChars)).toBe(expected);
  });
});
