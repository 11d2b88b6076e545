// The counter's check: lines and their sums, without a page. Money is whole minor units; the server has the last word.
const source = document.getElementById("counter-data");

// Nothing where the page has no menu to sell from.
export const basket = source ? makeBasket(JSON.parse(source.textContent)) : null;

function makeBasket(data) {
  const unit = 10 ** data.exponent;
  const format = new Intl.NumberFormat(data.language, { style: "currency", currency: data.currency });
  const minor = (text) => Math.round(Number(text) * unit);
  const money = (amount) => format.format(amount / unit);

  const items = new Map(data.items.map((item) => [item.id, item]));
  const basket = {
    data, items, money, minor, unit,
    service: data.order ? data.order.service : data.services[0],
    running: data.order,
    table: null,
    lines: [],
    selected: null,
    multiplier: 1, // how many the next tap takes
    sums: null, // the server's, until something changes
    leaving: false,
    key: crypto.randomUUID?.() ?? String(Math.random()).slice(2),
  };

  // The cheapest choices of a group are the free ones, as the server has it.
  function groupPrice(group, chosen) {
    const prices = [];
    for (const option of group.options) for (let n = 0; n < (chosen.get(option.id) ?? 0); n += 1) prices.push(minor(option.price));
    prices.sort((a, b) => a - b);
    return prices.slice(group.included).reduce((sum, price) => sum + price, 0);
  }

  basket.price = (line, service = basket.service) => {
    const item = items.get(line.item);
    const size = item.sizes.find((candidate) => candidate.id === line.size) ?? item.sizes[0];
    const extras = item.groups.reduce((sum, group) => sum + groupPrice(group, line.chosen.get(group.id) ?? new Map()), 0);
    return minor(size.prices[service] ?? Object.values(size.prices)[0]) + extras;
  };

  basket.total = () => basket.lines.reduce((sum, line) => sum + basket.price(line) * line.quantity, 0);
  basket.count = () => basket.lines.reduce((sum, line) => sum + line.quantity, 0);

  basket.draft = (item) => ({
    item: item.id,
    size: item.sizes[0].id,
    quantity: 1,
    note: "",
    chosen: new Map(item.groups.map((group) => [group.id, new Map(group.options.filter((option) => option.default && !option.off).map((option) => [option.id, 1]))])),
  });

  // Nothing to ask: one tap is enough.
  basket.isPlain = (item) => item.sizes.length === 1 && item.groups.every((group) => missing(group, basket.draft(item)) === 0);
  function missing(group, line) {
    const count = [...(line.chosen.get(group.id) ?? new Map()).values()].reduce((sum, n) => sum + n, 0);
    return Math.max(0, group.minimum - count);
  }
  basket.isComplete = (line) => items.get(line.item).groups.every((group) => missing(group, line) === 0);

  const signature = (line) => JSON.stringify([line.item, line.size, line.note, [...line.chosen].map(([group, options]) => [group, [...options].filter(([, n]) => n)])]);

  basket.add = (line) => {
    const same = basket.lines.find((other) => signature(other) === signature(line));
    if (same) same.quantity = Math.min(99, same.quantity + line.quantity);
    else basket.lines.push(line);
    basket.selected = same ?? line;
  };
  basket.remove = (line) => {
    basket.lines = basket.lines.filter((other) => other !== line);
    if (basket.selected === line) basket.selected = null;
  };

  basket.describe = (line) => {
    const item = items.get(line.item);
    const size = item.sizes.length > 1 ? item.sizes.find((candidate) => candidate.id === line.size)?.name : "";
    const extras = item.groups.flatMap((group) => group.options.filter((option) => line.chosen.get(group.id)?.get(option.id)).map((option) => option.name));
    return { name: item.name, size, extras };
  };

  basket.wire = () => basket.lines.map((line) => ({
    item: line.item,
    size: line.size,
    quantity: line.quantity,
    note: line.note,
    modifiers: [...line.chosen].flatMap(([group, options]) => [...options].filter(([, n]) => n).map(([option, quantity]) => ({ group, option, quantity }))),
  }));
  return basket;
}
