"""Registering again overwrites what is registered: manual p.17, p.18, 3-B-1 and p.24."""

from itsid_sim.rules.rule import Rule

REREG_01 = Rule(
    "REREG-01",
    source="M p.17・p.18・3-B-1・p.24 / W 4-B-1",
    kind="state",
    text=(
        "登録済みの契約者が新規登録をやり直して完了すると、現在の登録情報(ID・パスワード・連絡先)が"
        "更新される"
    ),
    assumes=("Q07", "Q08", "Q25", "Q26"),
)
REREG_02 = Rule(
    "REREG-02",
    source="M p.17 / W 4-B-1",
    kind="state",
    text=(
        "前と違うiTSCOM IDで更新した後は、前のiTSCOM IDではログインできない。前のパスワードは、IDが"
        "同じでも使えない(同じパスワードを登録した場合を除く)"
    ),
    assumes=("Q08", "Q09", "Q26"),
)
REREG_03 = Rule(
    "REREG-03",
    source="M p.17",
    kind="state",
    text="途中でやめた、または期限が切れた再登録は何も変えない",
    assumes=("Q04", "Q08"),
)
REREG_04 = Rule(
    "REREG-04",
    source="M p.24 / W IDを忘れた場合 2",
    kind="state",
    text="前と同じiTSCOM IDでも再登録でき、そのときはIDが変わらずパスワードが新しくなる",
    assumes=("Q12", "Q31"),
)

RULES = (
    REREG_01,
    REREG_02,
    REREG_03,
    REREG_04,
)
