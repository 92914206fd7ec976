"""Found a store: profile, bays, checklists, first manager; the catalogue where files are given."""

from importlib.resources import files

from app.desk import Desk, Person
from app.paper.certificate import make_first
from app.records.catalogue.load import load_labour, load_packages, load_parts
from app.records.checklists.publish import publish_all
from app.records.staff.enrol import enrol
from app.records.staff.queries import members, person_of
from app.records.store.queries import profile as store_profile
from app.records.store.setup import Profile, set_up
from app.trust.deeds import Deed
from app.trust.password import check_password, hash_password
from app.trust.pin import PEPPER
from app.trust.roles import Role
from app.upkeep.backup.places import check_folder

# Nobody is enrolled yet when a store is founded; who founds it has the rights for just that.
FOUNDER = Person(0, "", "", frozenset({Role.ADMIN}))


def resource(folder: str, name: str) -> str:
    """A text file that ships with the program."""
    return (files("resources") / folder / name).read_text(encoding="utf-8-sig")


def found(desk: Desk, profile: Profile, *, manager: str, pin: str, password: str = "") -> None:
    """First run: write the profile, publish the checklists, enrol the first manager.

    Without a password the manager is asked for one at the first deed that needs it. Refuses: backup.folder,
    backup.inside, store.name, store.exists, staff.name, pin.length, pin.weak, password.length, password.simple,
    password.known.
    """
    password_hash = ""
    if password:
        check_password(password, known=(manager, pin), field="first_run.password")
        password_hash = hash_password(password, desk.store.vault.secret(PEPPER))
    check_folder(profile.backup_folder, desk.store.folder, field="first_run.backup_folder")
    with desk.by(FOUNDER).deed(Deed.STORE_SETUP) as deed:
        set_up(deed, profile)
        publish_all(deed, resource("checklists", "checklists.csv"))
        enrol(
            deed, "S01", name=manager, roles=(Role.SERVICE_MANAGER, Role.ADMIN), pin=pin,
            password_hash=password_hash, is_key_post=True,
        )  # fmt: skip
        deed.note(store=1)


def give_seal(desk: Desk) -> None:
    """The store's own key and certificate, unless it has them: at the first run, at an older store's next start."""
    make_first(desk.by(FOUNDER), store_profile(desk).name)


def load_catalogue(desk: Desk) -> None:
    """Load the catalogue that ships with the program: labour, parts, packages."""
    with desk.by(FOUNDER).deed(Deed.CATALOGUE_LOAD) as deed:
        labour = load_labour(deed, resource("catalogue", "labour.csv"))
        parts = load_parts(deed, resource("catalogue", "parts.csv"))
        deed.session.flush()
        packages = load_packages(deed, resource("catalogue", "packages.csv"))
        deed.note(labour=labour, parts=parts, packages=packages)


def is_founded(desk: Desk) -> bool:
    """Whether anybody can sign in yet."""
    return bool(members(desk))


def clerk(desk: Desk) -> Person:
    """In whose name a terminal files papers: the first manager, or whoever is first on the list."""
    rows = members(desk, Role.SERVICE_MANAGER) or members(desk)
    return person_of(rows[0])
