import { beforeAll, describe, expect, it } from 'vitest';
import { loadReportCues } from '../catalog/report-cues.ts';
import {
  isEmergency,
  isPetition,
  type ReportCues,
  tellsOfTrouble,
  tellsStory,
  weighCategory,
} from './report-cues.ts';

let cues: ReportCues;
beforeAll(() => {
  cues = loadReportCues('content');
});

const heaviest = (text: string): string | undefined =>
  [...cues.categories.keys()].toSorted(
    (one, other) => weighCategory(cues, other, text) - weighCategory(cues, one, text),
  )[0];

describe('a trouble', () => {
  it.each([
    ['nhánh cây khô treo lủng lẳng trên đầu người đi đường', 'ha-tang'],
    ['cái cầu ván nhỏ vô xóm mục hết rồi', 'ha-tang'],
    ['cay xanh to truoc truong tieu hoc sap nga roi', 'ha-tang'],
    ['den duong khu pho 4 k sang may bua nay', 'dien'],
    ['cup dien suot tu sang toi gio', 'dien'],
    ['cáp viễn thông rối như mạng nhện, chùng xuống lòng đường', 'dien'],
    ['Nước máy vàng khè hôi tanh', 'nuoc'],
    ['nc máy cúp hoài', 'nuoc'],
    ['cứ mưa là hẻm 30 lội tới đầu gối', 'nuoc'],
    ['xe rác mấy bữa nay hổng thấy tới lấy', 'moi-truong'],
    ['hang xom dot rom khoi bay vao nha', 'moi-truong'],
    ['chuột chết thối ngoài hẻm', 'moi-truong'],
    ['xe hơi đậu chắn ngang cửa nhà tui hoài, nói không nghe', 'trat-tu-do-thi'],
    ['cho coc hop sang som chan het loi di', 'trat-tu-do-thi'],
    ['thanh niên tụ tập nẹt pô lúc nửa đêm', 'an-ninh'],
    ['nhà bên mở nhạc đập thình thịch tới khuya', 'an-ninh'],
    ['lấy số chờ cả buổi sáng ở phường không ai gọi', 'thu-tuc'],
    ['bà cụ neo đơn cuối hẻm 9 không ai chăm sóc', 'an-sinh'],
    ['can bo phuong quat mang dan', 'thai-do'],
    ['công an khu vực nói năng thô lỗ với bà con', 'thai-do'],
    ['the street light in front of house 20 is broken', 'dien'],
  ])('is heard in %j, and belongs to %s', (text, category) => {
    expect(tellsOfTrouble(cues, text)).toBe(true);
    expect(heaviest(text)).toBe(category);
  });

  it.each([
    'đèn đường hỏng thì báo ai?',
    'nuôi chó có phải đăng ký không',
    'bao giờ có nước lại vậy phường ơi',
    'xin phép sửa vỉa hè trước nhà thì làm sao',
    'làm lại căn cước bị hỏng',
    'nước máy bị đục thì gọi số mấy',
    'phản ánh của tôi tới đâu rồi',
    'bố tôi mất rồi làm giấy chứng tử ở đâu',
    'công nhận hộ nghèo',
    'tôi mất điện thoại',
  ])('is not heard in %j', (text) => {
    expect(tellsOfTrouble(cues, text)).toBe(false);
  });

  it('is told apart by its accents: a drain (cống) is neither the police (công an) nor a gate (cổng)', () => {
    expect(weighCategory(cues, 'nuoc', 'công an phường làm việc chậm')).toBe(0);
    expect(weighCategory(cues, 'nuoc', 'cổng chào khu phố')).toBe(0);
    expect(weighCategory(cues, 'nuoc', 'cống nghẹt')).toBeGreaterThan(0);
    expect(weighCategory(cues, 'nuoc', 'nap cong be')).toBeGreaterThan(0);
  });
});

describe('a story', () => {
  it('is told at length, without a question or a wish', () => {
    expect(tellsStory(cues, 'con nhỏ hàng nước cứ nhìn tôi rồi ngoảnh mặt')).toBe(true);
  });

  it.each([
    'xin chào phường mình nha cả nhà',
    'tôi muốn nộp đơn ly hôn với chồng',
    'mấy giờ thì phường mở cửa làm việc vậy',
    'cháu bé bị bỏ rơi, vợ chồng tôi nhận về nuôi',
    'cảm ơn phường nhiều lắm luôn nha',
  ])('is not %j', (text) => {
    expect(tellsStory(cues, text)).toBe(false);
  });
});

describe('what the law has a procedure for', () => {
  it.each([
    'ông chủ tịch phường nhận phong bì của nhà thầu',
    'cán bộ địa chính gợi ý tôi đưa 5 triệu mới ký giấy',
    'mấy ổng ở phường chia nhau tiền cứu trợ',
    'phạt tôi 3 triệu là sai, tôi không phục',
    'muon khieu nai quyet dinh thu hoi dat',
    'they asked for money, it is a bribe',
  ])('is heard in %j', (text) => {
    expect(isPetition(cues, text)).toBe(true);
  });

  it.each([
    'rác chất đống',
    'có nhóm đánh bài ăn tiền',
    'luật phòng chống tham nhũng',
    'bị phạt bao nhiêu tiền',
    'muon kien nghi phuong lam duong',
    'co phai khai khong',
  ])('is not heard in %j', (text) => {
    expect(isPetition(cues, text)).toBe(false);
  });
});

describe('danger to life', () => {
  it.each([
    'nhà cháy',
    'chay nha roi',
    'có người bị đâm',
    'co nguoi cam dao doa giet toi',
    'có người mắc kẹt trong thang máy',
    'xì gas nồng nặc cả hẻm',
    'có đứa nhỏ té xuống sông',
    'con tôi mất tích từ chiều qua',
    'má em bị đột quỵ rồi',
    'a man with a knife is attacking people',
  ])('is heard in %j', (text) => {
    expect(isEmergency(cues, text)).toBe(true);
  });

  it.each([
    'bóng đèn bị cháy rồi',
    'xe cấp cứu không vào được hẻm vì ô tô đậu bít lối',
    'năm ngoái chỗ này có tai nạn, nay vẫn chưa có đèn',
    'giấy chứng nhận phòng cháy chữa cháy',
    'tôi chạy nhà này sang nhà kia',
    'trợ cấp cho người bị đột quỵ thì xin ở đâu',
    'tối nào quán nhậu cũng đánh nhau ầm ầm',
    'can tu van thu tuc mua nha',
    'xe dang chay thi het xang',
  ])('is not heard in %j', (text) => {
    expect(isEmergency(cues, text)).toBe(false);
  });
});
