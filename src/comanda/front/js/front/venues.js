// "Nearest first": asks the device where it is, sorts the venues, says how far; nothing leaves the device.
const { toast } = window.comanda;

const RADIUS_KM = 6371;
const radians = (degrees) => (degrees * Math.PI) / 180;

function distance(lat1, lon1, lat2, lon2) {
  const part = Math.sin(radians(lat2 - lat1) / 2) ** 2
    + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.sqrt(part));
}

export function installVenues() {
  const button = document.querySelector("[data-nearest]");
  button?.addEventListener("click", () => {
    const refuse = () => toast({ message: button.dataset.refused, level: "warning" });
    if (!navigator.geolocation) {
      refuse();
      return;
    }
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const list = document.querySelector("[data-venues]");
      const far = (card) => distance(coords.latitude, coords.longitude, Number(card.dataset.lat), Number(card.dataset.lon));
      const cards = [...list.children].map((card) => [card.dataset.lat ? far(card) : Infinity, card]);
      for (const [km, card] of cards.sort((one, two) => one[0] - two[0])) {
        const place = card.querySelector("[data-distance]");
        place.hidden = !Number.isFinite(km);
        place.textContent = button.dataset.far.replace("{km}", km.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
        list.append(card);
      }
    }, refuse, { timeout: 8000, maximumAge: 600000 });
  });
}
