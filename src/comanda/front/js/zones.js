// Delivery zones on a map without tiles: the venue, the zones, and the one being drawn. The corners' text field is the
// truth: the map writes it, and redraws when someone types there.
//   <div data-zone-map [data-corners="id of the textarea"]> + <script type="application/json" id="zone-map-data">
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import "./zones.css";

const style = (name) => ({ className: `zone-shape zone-${name}`, weight: 2 });
const PAIR = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/;

const read = (text) => text.split("\n").map((line) => PAIR.exec(line)).filter(Boolean).map((found) => [Number(found[1]), Number(found[2])]);
const write = (corners) => corners.map(([y, x]) => `${y.toFixed(6)}, ${x.toFixed(6)}`).join("\n");

function circle([latitude, longitude], kilometres, count = 24) {
  const wide = kilometres / (111.32 * Math.cos((latitude * Math.PI) / 180));
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [latitude + (kilometres / 110.57) * Math.sin(angle), longitude + wide * Math.cos(angle)];
  });
}

function background(map, data) {
  const seen = [];
  for (const zone of data.zones) {
    const shape = L.polygon(zone.corners, style("other")).addTo(map);
    const label = document.createElement("span");
    label.textContent = zone.name;
    // At its northern edge: zones lie inside one another, their middles coincide.
    const edge = shape.getBounds();
    L.tooltip({ permanent: true, direction: "center", className: "zone-label" })
      .setLatLng([edge.getNorth(), edge.getCenter().lng]).setContent(label).addTo(map);
    seen.push(...zone.corners);
  }
  if (data.venue) {
    const icon = L.divIcon({ className: "zone-venue", iconSize: [20, 20] });
    L.marker(data.venue.at, { icon, keyboard: false, interactive: false }).addTo(map);
    seen.push(data.venue.at);
  }
  return seen;
}

function editor(map, place, field, data) {
  let corners = read(field.value);
  const shape = L.polygon(corners, style("mine")).addTo(map);
  const handles = L.layerGroup().addTo(map);

  function draw() {
    shape.setLatLngs(corners);
    handles.clearLayers();
    corners.forEach((corner, index) => {
      const icon = L.divIcon({ className: "zone-corner", iconSize: [24, 24] });
      const handle = L.marker(corner, { icon, draggable: true, keyboard: false }).addTo(handles);
      handle.on("drag", ({ latlng }) => {
        corners[index] = [latlng.lat, latlng.lng];
        shape.setLatLngs(corners);
      });
      handle.on("dragend", save);
      handle.on("click", () => set(corners.filter((_, other) => other !== index)));
    });
  }
  function save() {
    field.value = write(corners);
    draw();
  }
  function set(next) {
    corners = next;
    save();
  }
  // A new corner goes into the side it is nearest to, so that a finished outline can be refined.
  function insert(point) {
    if (corners.length < 3) return set([...corners, point]);
    const at = (corner) => map.latLngToLayerPoint(corner);
    const distances = corners.map((corner, index) => L.LineUtil.pointToSegmentDistance(at(point), at(corner), at(corners[(index + 1) % corners.length])));
    const nearest = distances.indexOf(Math.min(...distances));
    return set(corners.toSpliced ? corners.toSpliced(nearest + 1, 0, point) : [...corners.slice(0, nearest + 1), point, ...corners.slice(nearest + 1)]);
  }
  map.on("click", ({ latlng }) => insert([latlng.lat, latlng.lng]));
  field.addEventListener("input", () => {
    corners = read(field.value);
    draw();
  });
  const form = place.closest("form");
  form.querySelector("[data-circle]").addEventListener("click", () => {
    const middle = map.getCenter();
    set(circle(data.venue ? data.venue.at : [middle.lat, middle.lng], Number(form.querySelector("#circle-radius").value) || 2.5));
    map.fitBounds(shape.getBounds(), { padding: [24, 24], animate: false });
  });
  form.querySelector("[data-clear]").addEventListener("click", () => set([]));
  draw();
  return corners;
}

for (const place of document.querySelectorAll("[data-zone-map]")) {
  const data = JSON.parse(document.getElementById("zone-map-data").textContent);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(place, { attributionControl: false, zoomAnimation: !calm, fadeAnimation: !calm, keyboard: false, zoomControl: false });
  const { zoomInLabel: zoomInTitle, zoomOutLabel: zoomOutTitle } = place.dataset;
  L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(map);
  map.setView(data.venue ? data.venue.at : [45.4642, 9.19], 13);
  L.control.scale({ imperial: false }).addTo(map);
  const seen = background(map, data);
  const field = document.getElementById(place.dataset.corners);
  if (field) seen.push(...editor(map, place, field, data));
  if (seen.length > 1) map.fitBounds(seen, { padding: [24, 24], animate: false });
}
