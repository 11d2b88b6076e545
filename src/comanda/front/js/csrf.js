// The token every request that changes something carries; the cookie's name has a prefix where pages come over TLS.
function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export const csrfToken = () => cookie("csrftoken") || cookie("__Host-csrftoken");
