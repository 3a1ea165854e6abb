import { describe, expect, it } from 'vitest';
import { SmsSettings } from './config.ts';
import { createKeywordReader } from './keywords.ts';

const read = createKeywordReader(SmsSettings.parse({}).keywords);

describe('the words in front of a dossier’s code', () => {
  it.each([
    ['TC 00673810079', 'TC 00673810079'],
    ['tc 00673810079', 'TC 00673810079'],
    ['HS 00673810079', 'TC 00673810079'],
    ['hcc dn 00673810079', 'TC 00673810079'],
    ['HCC   ĐN   00673810079 ', 'TC 00673810079'],
    ['HCC-DN-00673810079', 'TC 00673810079'],
    ['hccdn00673810079', 'TC 00673810079'],
    ['HCC.DN.00673810079', 'TC 00673810079'],
    ['TC: H29.137-250701-0001', 'TC H29.137-250701-0001'],
    ['TCH29.137-250701-0001', 'TC H29.137-250701-0001'],
    ['hs H29 250701 0001 dạ cảm ơn', 'TC H29 250701 0001 dạ cảm ơn'],
    ['  \ntc\n00673810079', 'TC 00673810079'],
  ])('%j is %j', (text, heard) => {
    expect(read(text)).toBe(heard);
  });

  it.each([
    ['TC', 'TC'],
    [' tc. ', 'TC'],
    ['HS', 'tra cứu hồ sơ'],
    ['hcc-dn', 'tra cứu hồ sơ'],
  ])('alone: %j is %j', (text, heard) => {
    expect(read(text)).toBe(heard);
  });

  it.each([
    'TU CHOI',
    'Từ chối',
    'TC QC',
    'TC1',
    'tc 1',
    'STOP',
    'HUY DANG KY',
    'HS cho con di hoc',
    'hs 2 con sinh nam 2015 2018',
    'HCC 00673810079',
    'tcvn 12345678',
    'hsbc khong',
    'hồ sơ 00673810079',
    'tôi muốn hỏi TC 00673810079',
    'İTC 00673810079',
    '0900000001',
  ])('%j stays as it is', (text) => {
    expect(read(text)).toBe(text);
  });

  it('belong to the ward', () => {
    const other = createKeywordReader([{ word: 'XNC' }, { word: 'XNC TP' }]);

    expect(other('xnc tp 123456')).toBe('XNC 123456');
    expect(other('XNC STTXC')).toBe('XNC STTXC');
    expect(other('XNC TP')).toBe('XNC TP');
    expect(other('TC 123456')).toBe('TC 123456');
  });
});
