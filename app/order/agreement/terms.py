"""The wording of the agreement in both languages: terms, privacy notice, consent to electronic signature.

A new wording gets a new version; what was signed keeps its own text, because the frozen content holds it.
"""

from dataclasses import dataclass

TERMS_VERSION = 1


@dataclass(frozen=True, slots=True)
class Term:
    """One titled paragraph."""

    title_zh: str
    title_en: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The whole wording of one version."""

    version: int
    terms: tuple[Term, ...]
    privacy: tuple[Term, ...]
    e_signature_zh: str
    e_signature_en: str


_TERMS = (
    Term(
        "维修内容",
        "The work",
        "我们只做本合同列明、您已同意的项目。发现其他问题，先告知原因、价格和时间；您以签字或可留存的方式同意后才做。",
        "We do only what is listed here and agreed by you. If we find something else, we first tell you why, what it "
        "costs and how long it takes; we do it once you agree by signature or in another way that can be kept.",
    ),
    Term(
        "价格",
        "The price",
        "签约金额是上限。只有您确认的增项能提高它；没有做的项目不收费，单价不因结算而改变。",
        "The signed amount is the limit. Only additional work that you confirm can raise it; what is not done is not "
        "charged, and unit prices do not change at settlement.",
    ),
    Term(
        "时间",
        "The time",
        "预计不能按时交车时，我们在承诺时间之前告知。您可以接受新的时间，也可以取消尚未开始的项目。",
        "If the car will not be ready in time, we tell you before the promised time. You may accept a new time or "
        "cancel what has not been begun.",
    ),
    Term(
        "配件",
        "Parts",
        "每件配件的质量类别与价格写在报价单上，安装前可以查看。您自带的配件由您负责质量，我们负责安装。",
        "The quality class and price of each part stand in the quotation; you may see a part before it is fitted. For "
        "parts you bring, you answer for the part and we for the fitting.",
    ),
    Term(
        "旧件",
        "Old parts",
        "换下的旧件归您；厂家质保件按厂家要求收回。您不带走的，先请您过目，再按环保要求处理。",
        "Parts taken out are yours; warranty parts go back to the maker. What you do not take along is shown to you "
        "and then disposed of as environmental rules require.",
    ),
    Term(
        "保管与试车",
        "Custody and road test",
        "从签署接车预检单到交车，车辆由我们保管。试车由有资格的员工进行，路线和里程都有记录。",
        "From the signed check-in sheet to the handover the car is in our custody. Road tests are driven by qualified "
        "staff; route and distance are recorded.",
    ),
    Term(
        "检验",
        "Checks",
        "完工后依次自检、互检、终检。二级维护、总成修理、整车修理另发竣工出厂合格证。",
        "Finished work passes a self check, a mutual check and a final check. Level-2 maintenance, assembly repairs "
        "and overhauls also get a completion certificate.",
    ),
    Term(
        "付款与提车",
        "Payment and pick-up",
        "客户应付金额结清后交车。超过提车期限的，先提醒，再按店内公示的标准收取停放费。",
        "The car is handed over once the customer's amount is settled. After the pick-up term we remind you first and "
        "then charge parking as displayed in the store.",
    ),
    Term(
        "返修",
        "Repair again",
        "保证期内出现同一故障，请先联系我们。三日内不能说明与维修无关的，免费返修；返修两次仍未解决，由我们另请有资格的企业修理并承担费用。",
        "If the same fault appears within the guarantee, please call us first. Unless we show within three days that "
        "it is not due to our repair, we repair it free of charge; if two attempts fail, we have another qualified "
        "repairer do it at our cost.",
    ),
    Term(
        "不在保证内",
        "Not guaranteed",
        "事故、泡水、改装、未按使用手册操作，或您拒绝的项目引起的故障，以及自带件自身的质量问题。",
        "Faults caused by accidents, flooding, modification, use against the manual, or by work you declined, and "
        "faults of parts you brought.",
    ),
    Term(
        "意见与争议",
        "Complaints and disputes",
        "请先致电服务经理（{phone}）。协商不成，可向当地道路运输主管部门或消费者组织投诉，也可依法起诉。",
        "Please call the service manager first ({phone}). Failing agreement, you may turn to the local transport "
        "authority or a consumer organisation, or go to court.",
    ),
)
_PRIVACY = (
    Term(
        "收集什么",
        "What",
        "姓名、电话、车辆信息、接车与检查照片、维修所需的车辆数据。",
        "Name, phone, vehicle details, photographs of check-in and inspection, vehicle data needed for the repair.",
    ),
    Term(
        "用来做什么",
        "What for",
        "履行本合同、质量保证和依法保存维修档案；不用于其他目的。",
        "To fulfil this agreement and its guarantee and to keep the repair file required by law; for nothing else.",
    ),
    Term(
        "谁能看到",
        "Who sees it",
        "本店相关岗位；只在质保索赔时提供给厂家，只在理赔时提供给保险公司。",
        "Staff who need it; the maker only for a warranty claim, the insurer only for an insurance claim.",
    ),
    Term(
        "保存多久",
        "How long",
        "维修档案依法不少于 2 年，本店保存 6 年，期满删除或匿名。",
        "Repair files at least 2 years by law, 6 years here; then deleted or made anonymous.",
    ),
    Term(
        "您的权利",
        "Your rights",
        "查看、更正、复制、删除，随时撤回同意；联系 {phone} 或前台。",
        "To see, correct, copy and delete your data and to withdraw consent at any time: call {phone} or ask us.",
    ),
)
_E_SIGNATURE_ZH = (
    "双方同意以电子方式签署：手写笔迹、签署时间和内容摘要一同封存，与纸面签名同样有约束力。"
    "您可以改用纸面签署，也可以随时索取副本；本合同一式两份，内容相同。"
)
_E_SIGNATURE_EN = (
    "Both sides agree to sign electronically: handwriting, time and digest of the content are sealed together and "
    "bind like a signature on paper. You may sign on paper instead and ask for a copy at any time; both copies of "
    "this agreement have the same content."
)


def terms(*, complaint_phone: str) -> Terms:
    """The wording in force, with the store's complaint line; it is frozen with the agreement.

    >>> terms(complaint_phone="025-00000001").terms[-1].zh[:22]
    '请先致电服务经理（025-00000001）'
    """
    return Terms(
        version=TERMS_VERSION,
        terms=tuple(_filled(term, complaint_phone) for term in _TERMS),
        privacy=tuple(_filled(term, complaint_phone) for term in _PRIVACY),
        e_signature_zh=_E_SIGNATURE_ZH,
        e_signature_en=_E_SIGNATURE_EN,
    )


def _filled(term: Term, phone: str) -> Term:
    return Term(term.title_zh, term.title_en, term.zh.format(phone=phone), term.en.format(phone=phone))
