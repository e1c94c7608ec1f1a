// 大字版: one switch for this browser, remembered; works without storage too, for as long as the page is open.
const KEY = "daoban-large";

export function storedLarge() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false; // storage is forbidden here
  }
}

export function storeLarge(large) {
  try {
    localStorage.setItem(KEY, large ? "1" : "0");
  } catch {
    // storage is forbidden here: the choice lasts until the page is left
  }
}
