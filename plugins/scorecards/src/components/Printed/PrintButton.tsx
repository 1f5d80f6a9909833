import { Button } from '@backstage/ui';
import { RiPrinterLine } from '@remixicon/react';

/** Prints the document of the page. */
export function PrintButton() {
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiPrinterLine />}
      onPress={() => window.print()}
    >
      Print
    </Button>
  );
}
