import numpy as np

from core.demo.clinical import simulate_clinical

TABLE = simulate_clinical()


def test_the_cohort_has_the_numbers_of_the_study() -> None:
    sides = TABLE.groupby(["is_training", "event"]).size()

    assert sides.to_dict() == {(True, True): 43, (True, False): 54, (False, True): 11, (False, False): 14}


def test_only_stable_and_progressive_disease_is_the_event() -> None:
    assert set(TABLE.loc[TABLE["event"], "mrecist"]) == {"SD", "PD"}
    assert TABLE["mrecist"].value_counts().to_dict() == {"PR": 54, "SD": 34, "PD": 20, "CR": 14}


def test_the_same_seed_draws_the_same_patients() -> None:
    assert simulate_clinical(7).equals(simulate_clinical(7))
    assert not simulate_clinical(7).equals(simulate_clinical(8))


def test_large_and_atypical_tumours_respond_less_over_many_seeds() -> None:
    tables = [simulate_clinical(seed) for seed in range(12)]
    gap = [t.loc[t["event"], "diameter_cm"].mean() - t.loc[~t["event"], "diameter_cm"].mean() for t in tables]
    atypical = [(t["enhancement"] == "atypical").corr(t["event"]) for t in tables]

    assert np.mean(gap) > 1.0
    assert np.mean(atypical) > 0.2


def test_every_tumour_is_measurable() -> None:
    assert TABLE["diameter_cm"].between(2.0, 19.5).all()
    assert not TABLE.drop(columns="mrecist").isna().any(axis=None)
