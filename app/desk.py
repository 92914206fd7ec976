"""The door of the store: who is at the desk, when, which database. `deed()` writes, `look()` reads."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn, TypeVar

from sqlalchemy import Engine, event, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app import drafts
from app.kernel.blobs import Blobs
from app.kernel.cipher import StoreKey
from app.kernel.clock import Clock
from app.kernel.database import Row, troubles
from app.kernel.language import _
from app.kernel.refusal import Refusal, Trouble, Unknown
from app.kernel.vault import Vault
from app.trust import chain
from app.trust.anchors import Watch
from app.trust.approval import Approval
from app.trust.changes import Changes, gather
from app.trust.deeds import Deed
from app.trust.press import Press
from app.trust.proof import Proof
from app.trust.rights import posts_now
from app.trust.roles import (
    Role,
    allowed,
    approvers_for,
    has_password,
    may_approve,
    needs_approval,
    needs_password,
    roles_for,
    words,
)
from app.trust.tables import AuditEntry
from app.trust.tries import Tries

# On a store that is only looked at people still say who they are, and may ask for a backup in its place; it is booked
# in the private copy.
_ALWAYS = frozenset(
    {Deed.SIGN_IN, Deed.SIGN_IN_REFUSED, Deed.PASSWORD_PROVED, Deed.PASSWORD_REFUSED, Deed.STORE_RESTORE}
)
R = TypeVar("R", bound=Row)
Detail = str | int | bool | None
# The same attempt at the same seat is entered once in this time.
REFUSED_APART = timedelta(minutes=1)


class NotPermitted(Refusal):
    """The person at the desk may not do it, or not any more."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the desk."""

    id: int
    staff_no: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Store:
    """An opened store: its database, its files, its clock, its secrets, the key of its audit chain."""

    engine: Engine
    blobs: Blobs
    clock: Clock
    vault: Vault
    chain_key: bytes = field(repr=False)
    tries: Tries = field(repr=False)
    key: StoreKey | None = None  # of an encrypted store
    utc_offset_minutes: int = 480
    is_demo: bool = False
    folder: Path = Path()
    makes_files_later: bool = False  # the demo store and imports: papers are typeset when first opened
    watch: Watch | None = None  # None where a store is being made up, with a clock that is told
    only_looks: str = ""  # why nothing may be written: what is open is a private copy


@dataclass(slots=True)
class DeedInProgress:
    """What a use case holds while it writes: the session, the instant, the person, its words for the audit."""

    session: Session
    now: datetime
    person: Person
    store: Store
    seat: str
    order_id: int | None
    details: dict[str, object] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    changes: Changes = field(default_factory=dict)

    def note(self, **details: Detail) -> None:
        """What the audit entry shall say: ids, numbers, digests, choices; never names."""
        self.details.update(details)

    def typed(self, **words: str) -> None:
        """What the person typed, for the audit entry: kept beside the chain, for it may name somebody (R121)."""
        self.words.update({name: said.strip() for name, said in words.items() if said.strip()})

    def touch(self, *slices: str) -> None:
        """Name slices whose rows were written by a Core statement, past the session's sight."""
        self.touched.update(slices)

    def changed(self, name: str, before: int, after: int) -> None:
        """A number that a Core statement changed, for the audit: `table.key.column`, past the session's sight."""
        earlier = self.changes.get(name)
        self.changes[name] = [earlier[0] if isinstance(earlier, list) else before, after]

    def get(self, kind: type[R], key: object) -> R:
        """The row, or Refusal row.gone."""
        row = self.session.get(kind, key)
        if row is None:
            raise Refusal("row.gone", _("This record is no longer there. Press F5 and look again."))
        return row

    def add(self, row: R) -> R:
        """Add a row and give it its id."""
        self.session.add(row)
        self.session.flush()
        return row


def _nobody(_slices: frozenset[str]) -> None:
    """Told when no window listens."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A seat at the store with one person at it."""

    store: Store
    person: Person
    seat: str = "desk"
    press: Press | None = None
    told: Callable[[frozenset[str]], None] = _nobody
    proof: Proof | None = None

    def by(self, person: Person) -> "Desk":
        """The same seat, another person: permission and audit follow them; what the one before proved does not."""
        return replace(self, person=person, proof=None)

    def proved(self, proof: Proof) -> "Desk":
        """The same desk, the password given."""
        return replace(self, proof=proof)

    def for_press(self, press_id: str, *, saves: tuple[str, ...] = ()) -> "Desk":
        """The same desk for one press of a button: each deed of it is booked once, however often it is sent.

        `saves` are the drafts of what it saves: whoever is at the desk now, they go in the transaction of its deed.
        """
        return replace(self, press=Press(press_id, self.person.id, saves))

    @contextmanager
    def deed(
        self, deed: Deed, *, order_id: int | None = None, approval: Approval | None = None
    ) -> Iterator[DeedInProgress]:
        """Permission, transaction and audit entry as one thing: all of them or none.

        `approval` is the second person's, for deeds that need one; the audit entry names them as `approved_by`.
        Refuses: deed.not_allowed, deed.needs_approval, deed.needs_password, session.left (retired meanwhile),
        session.posts (a post was taken away), deed.repeated (the same press was booked before), row.changed (another
        desk was faster),
        store.only_looks. Who has no right to it is entered in the audit as `deed.refused`. Trouble: disk full, busy,
        read-only, damaged. Unknown: the disk failed while saving and cannot be asked whether it did.
        """
        try:
            self._permit(deed)
            if self.store.only_looks and deed not in _ALWAYS:
                raise Refusal("store.only_looks", self.store.only_looks)
            self._agree(deed, approval)
            self._check_proof(deed)
            with self._transaction(deed, order_id, approval) as doing:
                yield doing
        except NotPermitted as refusal:
            self._enter_refused(deed, order_id, refusal)
            raise
        self.told(frozenset(doing.touched | {"trust"}))

    @contextmanager
    def _transaction(self, deed: Deed, order_id: int | None, approval: Approval | None) -> Iterator[DeedInProgress]:
        engine = self.store.engine.execution_options(forecourt_begin="IMMEDIATE")
        with troubles(), Session(engine, expire_on_commit=False) as session:
            doing = DeedInProgress(session, self.store.clock.now(), self.person, self.store, self.seat, order_id)
            if approval is not None:
                doing.note(approved_by=approval.person_id)
            _watch(session, doing)
            try:
                session.begin()
                self._still_may(session, deed, approval)
                request = self._once(session, deed)
                yield doing
                session.flush()
                if self.press is not None and self.press.saves:
                    drafts.drop_all(session, seat=self.seat, person_id=self.press.person_id, pages=self.press.saves)
                link = self._enter(session, doing, deed, request)
            except StaleDataError as error:
                raise Refusal(
                    "row.changed", _("Someone else has just changed this. Look at the new values, then decide again.")
                ) from error
            self._commit(session, link, doing.touched)
        if self.store.watch is not None:
            self.store.watch.booked(link, doing.now, confirms_clock=deed is Deed.CLOCK_CONFIRM)

    @contextmanager
    def look(self) -> Iterator[Session]:
        """A session to read with; nothing written in it is kept."""
        with troubles(), Session(self.store.engine) as session:
            yield session

    def require(self, deed: Deed, *, approval: Approval | None = None) -> None:
        """For looks that need a right, and before long work: refuses as the deed itself would, and enters who tried.

        Whoever only looks gives no password. Refuses: deed.not_allowed, deed.needs_approval, deed.needs_password (of
        who agreed).
        """
        try:
            self._permit(deed)
        except NotPermitted as refusal:
            self._enter_refused(deed, None, refusal)
            raise
        self._agree(deed, approval)

    def keep_draft(self, page: str, *, content: str) -> datetime:
        """Keep what was typed so far on a page; answers when. No deed, for nothing of the store changes."""
        now = self.store.clock.now()
        engine = self.store.engine.execution_options(forecourt_begin="IMMEDIATE")
        with troubles(), Session(engine) as session, session.begin():
            drafts.keep(session, seat=self.seat, person_id=self.person.id, page=page, content=content, now=now)
        return now

    def drop_draft(self, page: str) -> None:
        """Forget what was typed on a page: the person said so."""
        engine = self.store.engine.execution_options(forecourt_begin="IMMEDIATE")
        with troubles(), Session(engine) as session, session.begin():
            drafts.drop(session, seat=self.seat, person_id=self.person.id, page=page)

    def kept_draft(self, page: str) -> drafts.KeptDraft | None:
        """What this person typed on this seat and did not save."""
        with self.look() as session:
            now = self.store.clock.now()
            return drafts.kept(session, seat=self.seat, person_id=self.person.id, page=page, now=now)

    def keep_fields(self, typed: Mapping[str, str]) -> None:
        """Keep what was typed into single fields, by their keys; one that was emptied is forgotten."""
        engine = self.store.engine.execution_options(forecourt_begin="IMMEDIATE")
        now = self.store.clock.now()
        with troubles(), Session(engine) as session, session.begin():
            for key, words in typed.items():
                if words.strip():
                    drafts.keep(session, seat=self.seat, person_id=self.person.id, page=key, content=words, now=now)
            emptied = tuple(key for key, words in typed.items() if not words.strip())
            drafts.drop_all(session, seat=self.seat, person_id=self.person.id, pages=emptied)

    def kept_fields(self) -> tuple[drafts.KeptField, ...]:
        """What this person typed into single fields on this seat and did not save."""
        with self.look() as session:
            now = self.store.clock.now()
            return drafts.kept_fields(session, seat=self.seat, person_id=self.person.id, now=now)

    def _permit(self, deed: Deed) -> None:
        if not allowed(deed, self.person.roles):
            raise NotPermitted(
                "deed.not_allowed",
                _("Your post does not include this. It is done by: {posts}.").format(posts=words(roles_for(deed))),
            )

    def _agree(self, deed: Deed, approval: Approval | None) -> None:
        if needs_approval(deed) and (approval is None or approval.deed is not deed or self._is_me(approval)):
            posts = approvers_for(deed, asker=self.person.roles)
            raise Refusal(
                "deed.needs_approval",
                _("This needs the agreement of a second person: {posts}.").format(posts=words(posts)),
            )

        if approval is not None and needs_password(deed) and not approval.by_password:
            raise _needs_password()

    def _check_proof(self, deed: Deed) -> None:
        """Where a second person agrees, theirs is the password; the program itself has none."""
        if not needs_password(deed) or needs_approval(deed) or not self.person.id:
            return
        elapsed = self.store.clock.elapsed()
        is_proved = self.proof is not None and self.proof.holds(self.person.id, self.seat, elapsed=elapsed)
        if has_password(self.person.roles) and not is_proved:
            raise _needs_password()

    def _is_me(self, approval: Approval) -> bool:
        return approval.person_id == self.person.id

    def _still_may(self, session: Session, deed: Deed, approval: Approval | None) -> None:
        """Read the posts again: who has left or lost one since signing in does nothing more under the old ones."""
        if self.person.id:  # the program itself, when it founds a store, is nobody's colleague
            posts = posts_now(session, self.person.id)
            if posts is None:
                raise NotPermitted("session.left", _("You are no longer in service here."))
            if not self.person.roles <= posts:
                raise NotPermitted("session.posts", _("Your posts were changed. Sign in again to go on."))
        if approval is not None and not may_approve(deed, posts_now(session, approval.person_id) or frozenset()):
            self._agree(deed, None)

    def _enter_refused(self, deed: Deed, order_id: int | None, refusal: Refusal) -> None:
        """Whoever tried what they may not do stands in the audit; a held key does not fill it."""
        engine = self.store.engine.execution_options(forecourt_begin="IMMEDIATE")
        details: dict[str, object] = {"deed": deed.value, "reason": refusal.code}
        now = self.store.clock.now()
        link: chain.Head | None = None
        with suppress(Trouble), troubles(), Session(engine) as session, session.begin():
            if not chain.was_refused_lately(session, seat=self.seat, details=details, since=now - REFUSED_APART):
                link = chain.append(
                    session, self.store.chain_key, at=now, person_id=self.person.id or None, seat=self.seat,
                    deed=Deed.REFUSED, order_id=order_id, details=details, request_id=None,
                )  # fmt: skip
        if self.store.watch is not None and link is not None:
            self.store.watch.booked(link, now)

    def _once(self, session: Session, deed: Deed) -> str | None:
        if self.press is None:
            return None
        request = self.press.name_of(deed)
        if session.scalar(select(AuditEntry.seq).where(AuditEntry.request_id == request)) is not None:
            raise Refusal("deed.repeated", _("This was already saved."))
        return request

    def _enter(self, session: Session, doing: DeedInProgress, deed: Deed, request: str | None) -> chain.Head:
        return chain.append(
            session,
            self.store.chain_key,
            at=doing.now,
            person_id=self.person.id or None,
            seat=self.seat,
            deed=deed,
            order_id=doing.order_id,
            details={**doing.details, "changes": doing.changes} if doing.changes else doing.details,
            request_id=request,
            typed=doing.words,
        )

    def _commit(self, session: Session, link: chain.Head, touched: set[str]) -> None:
        """Commit. An error there does not say whether it was saved: ask the chain, on a fresh connection."""
        try:
            session.commit()
        except (DatabaseError, OSError) as error:
            session.invalidate()
            if not self._is_booked(link, touched):
                _say_not_saved(error)

    def _is_booked(self, link: chain.Head, touched: set[str]) -> bool:
        try:
            with Session(self.store.engine) as session:
                return chain.holds(session, link)
        except (DatabaseError, OSError) as error:
            raise Unknown(
                _("The disk failed while saving: nobody can say yet whether it is saved."),
                _("Check the disk, then press the same button again. It is booked once, whatever happened before."),
                slices=frozenset(touched | {"trust"}),
            ) from error


def _needs_password() -> Refusal:
    return Refusal("deed.needs_password", _("This needs the password, not only the PIN."))


def _say_not_saved(error: Exception) -> NoReturn:
    """Raise the trouble with the certainty that nothing was saved; what is no known trouble stays as it is."""
    try:
        with troubles():
            raise error
    except Trouble as trouble:
        raise Trouble(_("Not saved. {reason}").format(reason=trouble.sentence), trouble.remedy) from error


def _watch(session: Session, doing: DeedInProgress) -> None:
    """Collect what is flushed: the slices (folder names), so that open pages know what to read again, and for the
    audit what was changed from what to what."""

    def flushing(session: Session, _context: object, _instances: object) -> None:
        gather(session, doing.changes)

    def flushed(session: Session, _context: object) -> None:
        for row in (*session.new, *session.dirty, *session.deleted):
            doing.touched.add(type(row).__module__.split(".")[-2])

    event.listen(session, "before_flush", flushing)
    event.listen(session, "after_flush", flushed)
