"""From “accept” to the sealed file on the disk, against bare pyHanko signing the same bytes."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.desk import Store
from app.order.agreement.sign import Consents, prepare_agreement, sign_agreement
from app.order.quote.offer import decide
from app.order.quote.queries import versions
from app.order.workflow import Stage
from app.overview.papers import open_paper
from app.paper.certificate import current_in, private_key, read_certificate
from app.paper.kinds import PaperKind
from app.paper.queries import papers_of
from app.records.catalogue.categories import Decision
from tests import make
from tests.bench.figures import Figure, in_turns, milliseconds

pytestmark = pytest.mark.bench
RUNS = 9
ONE_PRESS_MS = 400
YES = Consents(to_privacy=True, to_e_signature=True)


def bare(pdf: bytes, signer: signers.SimpleSigner) -> bytes:
    """Two signatures as pyHanko's own first example makes them."""
    out = BytesIO(pdf)
    for name, left in (("Customer", 60), ("Advisor", 320)):
        meta = signers.PdfSignatureMetadata(
            field_name=name, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason="bare"
        )
        box = SigFieldSpec(name, on_page=1, box=(left, 90, left + 150, 130))
        out = signers.PdfSigner(meta, signer=signer, new_field_spec=box).sign_pdf(IncrementalPdfFileWriter(out))
    return out.getvalue()


def test_accepting_an_agreement_is_told_against_bare_signing(store: Store, figures: list[Figure]) -> None:
    filing = make.desk(replace(store, makes_files_later=False))
    cars = iter(range(1, 100))

    def accept() -> Callable[[], object]:
        order_id = make.order(store, stage=Stage.QUOTED, form=make.another_car(next(cars)))
        lines = versions(make.desk(store), order_id)[-1].lines
        decide(make.desk(store), order_id, decisions=tuple((line.id, Decision.ACCEPTED) for line in lines))
        shown = prepare_agreement(make.desk(store), order_id).digest
        hands = make.signatures(store)
        return lambda: sign_agreement(filing, order_id, shown=shown, consents=YES, signatures=hands)

    accept()()
    paper = next(row for row in papers_of(filing, 1) if row.kind is PaperKind.AGREEMENT)
    sealed = open_paper(filing, paper.id)
    typeset = sealed[: sealed.index(b"%%EOF") + 6]
    with filing.look() as session:
        row = current_in(session)
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(read_certificate(row.pem.encode())),
        signing_key=keys.PrivateKeyInfo.load(private_key(store.vault, row)),
        cert_registry=SimpleCertificateStore(),
    )
    ours, floor = in_turns(
        lambda: milliseconds(accept()), lambda: milliseconds(lambda: bare(typeset, signer)), runs=RUNS
    )
    name = "agreement, “accept” → sealed file on the disk ÷ bare pyHanko signing those bytes twice"
    figures.append(Figure(name, ours, floor, "ms", RUNS))
    name = f"the same ÷ what is asked of one press, {ONE_PRESS_MS} ms"
    figures.append(Figure(name, ours, float(ONE_PRESS_MS), "ms", RUNS, most=1))
