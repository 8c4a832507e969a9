"""Amounts of money, in the currency of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema

    from sitegen.schema.locale import Local


@dataclass(frozen=True, order=True)
class Money:
    """An amount, with the sign and the letters of its currency where data/site.yaml names them."""

    amount: int | float
    sign: str = ""
    currency: str = ""

    def __str__(self) -> str:
        """Return it as it is printed: €28,000, €9.50, or EUR 28,000 where there is no sign."""
        number = f"{self.amount:,.2f}" if self.amount % 1 else f"{self.amount:,.0f}"
        letters = f"{self.currency} " if self.currency else ""
        return f"{self.sign or letters}{number}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: Any) -> CoreSchema:
        """Have Pydantic read it from a number."""
        from pydantic_core import core_schema

        def read(amount: float, info: ValidationInfo[Local]) -> Money:
            return cls(amount, info.context.currency_sign, info.context.currency)

        number = handler.generate_schema(int | float)
        return core_schema.with_info_after_validator_function(read, number)
