import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { conformance } from "./conformance.js";
import { OrderedByteStore } from "./orderedByteStore.js";

conformance("encoded, over a store that waits", (clock) =>
  EncodedStorage.open(new OrderedByteStore(), { clock: () => clock.now }),
);

conformance("encoded, over a store that answers at once", (clock) =>
  EncodedStorage.open(new OrderedByteStore({ waits: false }), { clock: () => clock.now }),
);
