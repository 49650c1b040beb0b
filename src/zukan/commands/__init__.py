"""One file per command of `zukan`; `zukan.cli` names them all."""
