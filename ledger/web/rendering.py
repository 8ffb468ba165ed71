"""Making a page of a template, in a reader's language."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ledger._resources import resource_folder
from ledger.i18n.locale import Language, Locale
from ledger.web.addresses import CLUBS
from ledger.web.assets import Assets
from ledger.web.words import Reader


class Renderer:
    """The templates, compiled once a language: so words and figures need no context of a page."""

    def __init__(self, assets: Assets, *, is_demonstration: bool) -> None:
        """Make an environment for each language; a template is compiled when first asked for."""
        self.readers = {language: Reader(Locale(language)) for language in Language}
        self._environments = {
            language: _environment(reader, assets, is_demonstration=is_demonstration)
            for language, reader in self.readers.items()
        }

    def page(self, language: Language, template: str, **values: object) -> str:
        """Return the page as text."""
        return self._environments[language].get_template(template).render(values)


def _environment(reader: Reader, assets: Assets, *, is_demonstration: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        {
            "_": reader.say,
            "all_clubs": CLUBS,
            "asset": assets.address,
            "figure": reader.figure,
            "money": reader.money,
            "in_words": reader.in_words,
            "said": reader.value,
            "percent": reader.percent,
            "date": reader.date,
            "weekday_date": reader.weekday_date,
            "instant": reader.instant,
            "language": reader.language.value,
            "is_demonstration": is_demonstration,
        }
    )
    return environment
