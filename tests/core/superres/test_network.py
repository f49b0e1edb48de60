import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from core.cards import Card, file_digests, write_card
from core.errors import CardError, SettingError
from core.superres.generator import Generator, GeneratorConfig
from core.superres.network import WEIGHTS, Network, blend_networks, load_network, place, write_weights
from tests.core.superres.conftest import make_network

CONFIG = GeneratorConfig(fields=3, blocks=1)
Publish = Callable[..., None]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Write a network folder whose card describes the generator as `extra` says, or as it is."""

    def written(name: str = "net", spoil: Callable[[Path], None] | None = None, **extra: object) -> None:
        described = write_weights(Generator(CONFIG), tmp_path / name)
        if spoil:
            spoil(tmp_path / name / WEIGHTS)
        files = file_digests(tmp_path / name, [WEIGHTS])
        write_card(tmp_path / name, Card(name, "network", "0", "a", "b", "c", "d", files, {**described, **extra}))

    return written


@pytest.fixture
def pair() -> tuple[Network, Network]:
    fidelity, perceptual = make_network(seed=1), make_network(seed=2)
    return replace(fidelity, name="f", weights_digest="1" * 64), replace(perceptual, name="p", weights_digest="2" * 64)


def kernel(network: Network) -> torch.Tensor:
    return network.generator.tail.kernel


def test_written_weights_come_back(publish: Publish, tmp_path: Path) -> None:
    publish()
    network = load_network("net", tmp_path)

    weights = load_file(tmp_path / "net" / WEIGHTS)
    assert all(torch.equal(value.cpu(), weights[key]) for key, value in network.generator.state_dict().items())
    assert network.weights_digest == network.card.files[WEIGHTS]


def test_a_network_that_is_not_there_is_refused_and_those_there_are_named(publish: Publish, tmp_path: Path) -> None:
    publish("net")

    with pytest.raises(CardError, match="missing is not there: choose from net"):
        load_network("missing", tmp_path)


def test_a_card_that_describes_no_network_is_refused(publish: Publish, tmp_path: Path) -> None:
    publish(generator={"channels": 32})

    with pytest.raises(CardError, match="must describe its network"):
        load_network("net", tmp_path)


def test_weights_of_another_network_are_refused(publish: Publish, tmp_path: Path) -> None:
    publish(generator={"fields": 3, "blocks": 2})

    with pytest.raises(CardError, match="must fit its network"):
        load_network("net", tmp_path)


def test_weights_that_are_no_numbers_are_refused(publish: Publish, tmp_path: Path) -> None:
    def spoil(path: Path) -> None:
        save_file({key: value * float("nan") for key, value in load_file(path).items()}, path)

    publish(spoil=spoil)

    with pytest.raises(CardError, match="must fit its network"):
        load_network("net", tmp_path)


def test_altered_weights_are_refused(publish: Publish, tmp_path: Path) -> None:
    publish()
    path = tmp_path / "net" / WEIGHTS
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")

    with pytest.raises(CardError, match="differs"):
        load_network("net", tmp_path)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_ends_of_a_blend_are_the_networks_themselves(pair: tuple[Network, Network], share: float) -> None:
    blended, end = blend_networks(*pair, share), pair[int(share)]

    assert (blended.name, blended.weights_digest, blended.perceptual_share) == (end.name, end.weights_digest, share)
    assert blended.generator is end.generator


def test_half_a_blend_has_the_mean_of_every_weight(pair: tuple[Network, Network]) -> None:
    blended = blend_networks(*pair, 0.5)

    assert torch.allclose(kernel(blended), (kernel(pair[0]) + kernel(pair[1])) / 2)
    assert (blended.name, blended.perceptual_share) == ("f + 0.5 x p", 0.5)


def test_blends_of_other_shares_or_other_weights_have_other_digests(pair: tuple[Network, Network]) -> None:
    other = replace(pair[1], weights_digest="3" * 64)
    blends = [blend_networks(*pair, 0.5), blend_networks(*pair, 0.25), blend_networks(pair[0], other, 0.5)]

    assert len({network.weights_digest for network in (*blends, *pair)}) == 5


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_its_range_is_refused(pair: tuple[Network, Network], share: float) -> None:
    with pytest.raises(SettingError, match="between 0 and 1"):
        blend_networks(*pair, share)


def test_networks_built_differently_are_not_blended(pair: tuple[Network, Network]) -> None:
    larger = place(Generator(GeneratorConfig(fields=3, blocks=2)), torch.device("cpu"))

    with pytest.raises(SettingError, match="built alike"):
        blend_networks(pair[0], replace(pair[1], generator=larger), 0.5)


def test_its_halo_is_what_its_layers_reach() -> None:
    assert make_network().halo == 2 + 2 * CONFIG.blocks


def test_to_read_a_network_the_compiler_of_torch_is_not_loaded() -> None:
    code = "import sys; from core.superres.network import load_network; load_network(); "
    code += "sys.exit('torch._dynamo' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
