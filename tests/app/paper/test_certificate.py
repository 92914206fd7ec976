"""The store's own key: made once, renewed by a manager, the old one still believed, never in the database."""

from dataclasses import replace
from datetime import timedelta

import make
import pytest
import sqlcipher3.dbapi2 as sqlite
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from refusing import contents, refused
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.desk import Store
from app.kernel.refusal import Trouble
from app.kernel.vault import Place
from app.overview.papers import file_what_is_left, open_paper
from app.paper.certificate import VALID_FOR, make_first, private_key, read_certificate, renew_seal, seal_standing
from app.paper.queries import papers_of
from app.paper.verify import verify_paper
from app.trust.deeds import Deed
from app.trust.queries import AuditFilter
from app.trust.queries import found as found_in_audit
from app.upkeep.found import FOUNDER, give_seal
from app.upkeep.opening import FILE_NAME, desk_for


def filing(store: Store) -> Store:
    """The same store where a paper's file is made at once."""
    return replace(store, makes_files_later=False)


def test_a_founded_store_has_a_key_and_a_certificate_in_its_own_name(empty_store: Store) -> None:
    standing = seal_standing(desk_for(empty_store))
    (row,) = standing.certificates
    certificate = x509.load_pem_x509_certificate(row.pem.encode())
    assert standing.has_key
    assert standing.place is Place.FILE
    assert row.subject == "测试店"
    assert row.made_by == ""
    assert certificate.subject == certificate.issuer, "nobody else vouches for it"
    assert row.valid_until - row.valid_from == VALID_FOR
    assert row.is_in_force(empty_store.clock.now())


def test_a_store_that_has_a_seal_keeps_it(empty_store: Store) -> None:
    before = contents(empty_store.engine)
    give_seal(desk_for(empty_store))
    make_first(desk_for(empty_store).by(FOUNDER), "别的名字")
    assert contents(empty_store.engine) == before


def test_the_private_key_lies_locked_in_the_vault_and_never_in_the_database(empty_store: Store) -> None:
    (row,) = seal_standing(desk_for(empty_store)).certificates
    path = empty_store.vault.path(f"seal-{row.fingerprint[:16]}")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(TypeError, match="encrypted"):
        serialization.load_der_private_key(path.read_bytes(), None)
    key = private_key(empty_store.vault, row)
    empty_store.engine.dispose()
    whole = b"".join(file.read_bytes() for file in empty_store.folder.rglob("*") if file.is_file())
    assert key[-32:] not in whole


def test_a_manager_renews_it_and_what_was_sealed_before_stays_valid(store: Store) -> None:
    order_id = make.order(filing(store))
    (paper,) = papers_of(make.desk(store), order_id)
    manager = make.desk(store, make.MANAGER)
    renew_seal(manager, reason=" 旧电脑报废 ")
    new, old = seal_standing(manager).certificates
    assert new.fingerprint != old.fingerprint
    assert new.made_by == "周明远"
    assert new.subject == old.subject

    another = make.order(filing(store), form=make.another_car())
    (later,) = papers_of(make.desk(store), another)
    for row, certificate in ((paper, old), (later, new)):
        found = verify_paper(make.desk(store), row.id)
        assert found.is_sound
        assert found.seal is not None
        assert {one.fingerprint for one in found.seal.seals} == {certificate.fingerprint}
    with Session(store.engine) as session:
        newest = next(found_in_audit(session, AuditFilter(deed=Deed.SEAL_RENEW)))
        assert dict(newest.details) == {"fingerprint": new.fingerprint, "reason": "旧电脑报废"}


def test_a_new_seal_needs_a_reason_and_a_manager(store: Store) -> None:
    with refused(store, "seal.reason"):
        renew_seal(make.desk(store, make.MANAGER), reason="  ")
    with refused(store, "deed.not_allowed"):
        renew_seal(make.desk(store), reason="想换")


def test_a_certificate_is_neither_changed_nor_deleted(store: Store) -> None:
    for statement in ("UPDATE seal_certificate SET subject = 'x'", "DELETE FROM seal_certificate"):
        with pytest.raises(IntegrityError, match="never changed"), store.engine.begin() as connection:
            connection.execute(text(statement))


def test_an_issued_paper_is_neither_changed_nor_deleted(store: Store) -> None:
    make.order(filing(store))
    statements = (
        "UPDATE paper SET content = '{}'", "UPDATE paper SET digest = 'x'", "UPDATE paper SET file_sha256 = NULL",
        "UPDATE paper SET certificate_id = NULL", "DELETE FROM paper",
    )  # fmt: skip
    for statement in statements:
        with pytest.raises(IntegrityError, match="never"), store.engine.begin() as connection:
            connection.execute(text(statement))


def test_without_the_key_papers_wait_and_a_new_seal_mends_it(store: Store) -> None:
    (row,) = seal_standing(make.desk(store)).certificates
    store.vault.path(f"seal-{row.fingerprint[:16]}").unlink()
    assert not seal_standing(make.desk(store)).has_key
    order_id = make.order(filing(store))
    (paper,) = papers_of(make.desk(store), order_id)
    assert paper.file_sha256 is None
    with pytest.raises(Trouble, match="not on this computer"):
        open_paper(make.desk(filing(store)), paper.id)
    assert file_what_is_left(make.desk(filing(store))) == 0
    renew_seal(make.desk(store, make.MANAGER), reason="新电脑")
    assert file_what_is_left(make.desk(filing(store))) == 1
    assert verify_paper(make.desk(store), paper.id).is_sound


def test_a_key_locked_by_another_secret_is_trouble(store: Store) -> None:
    (row,) = seal_standing(make.desk(store)).certificates
    store.vault.write("seal-lock", b"another secret")
    with pytest.raises(Trouble, match="cannot be opened"):
        private_key(store.vault, row)


def test_nothing_is_sealed_outside_the_certificate_s_time(store: Store) -> None:
    make.order(store)
    (paper,) = papers_of(make.desk(store), 1)
    store.clock.advance(VALID_FOR + timedelta(days=1))  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match="not in force"):
        open_paper(make.desk(filing(store)), paper.id)


def test_nothing_is_sealed_while_the_clock_stands_before_what_was_booked(store: Store) -> None:
    make.order(store)
    (paper,) = papers_of(make.desk(store), 1)
    store.clock.advance(hours=-3)  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match="nothing is sealed"):
        open_paper(make.desk(filing(store)), paper.id)
    store.clock.advance(hours=3)  # type: ignore[attr-defined]
    assert open_paper(make.desk(filing(store)), paper.id).startswith(b"%PDF-")


def test_a_store_without_any_seal_says_so(store: Store) -> None:
    order_id = make.order(store)
    (paper,) = papers_of(make.desk(store), order_id)
    store.engine.dispose()
    connection = sqlite.connect(str(store.folder / FILE_NAME))
    connection.executescript("DROP TRIGGER seal_certificate_no_DELETE; DELETE FROM seal_certificate")
    connection.close()
    with pytest.raises(Trouble, match="no seal yet"):
        open_paper(make.desk(filing(store)), paper.id)
    give_seal(make.desk(store))
    assert open_paper(make.desk(filing(store)), paper.id).startswith(b"%PDF-")


def test_only_a_certificate_is_read_as_one(store: Store) -> None:
    (row,) = seal_standing(make.desk(store)).certificates
    der = read_certificate(row.pem.encode())
    assert read_certificate(der) == der
    for other in (b"", b"%PDF-1.4", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(Trouble, match="not a certificate"):
            read_certificate(other)
