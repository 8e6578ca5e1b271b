"""What charts show: values only; docgen/layout/charts/ draws them."""
