import pytest
import torch

from core.superres.symmetric import MIRRORINGS, SymmetricConv3d, mirror, trim


@pytest.mark.parametrize("h", range(MIRRORINGS))
@pytest.mark.parametrize("plain", [True, False])
def test_mirroring_before_is_mirroring_after(h: int, plain: bool) -> None:
    torch.manual_seed(0)
    layer = SymmetricConv3d(2, 3, plain)
    x = torch.rand(1, 2 if plain else 16, 5, 6, 7)

    assert torch.allclose(layer(mirror(x, h, fields=not plain)), mirror(layer(x), h), atol=1e-5)


def test_an_ordinary_convolution_does_not_commute() -> None:
    torch.manual_seed(0)
    layer, x = torch.nn.Conv3d(16, 24, 3, padding=1), torch.rand(1, 16, 5, 6, 7)

    assert not torch.allclose(layer(mirror(x, 5)), mirror(layer(x), 5), atol=1e-2)


def test_mirroring_twice_changes_nothing() -> None:
    x = torch.rand(1, 8, 3, 4, 5)

    assert torch.equal(mirror(mirror(x, 6), 6), x)


def test_one_kernel_serves_all_eight_mirrorings() -> None:
    layer = SymmetricConv3d(2, 3)

    assert layer.kernel.numel() * MIRRORINGS == layer.expand(layer.kernel).numel()


WITHIN, ALONE = (((end, end),) * 3 for end in (False, True))


def test_where_the_image_goes_on_the_rim_is_left_out() -> None:
    layer, x = SymmetricConv3d(1, 1), torch.rand(1, 8, 6, 7, 8)

    assert torch.allclose(layer(x, WITHIN), layer(x)[..., 1:-1, 1:-1, 1:-1], atol=1e-6)


def test_where_the_image_ends_it_is_continued_by_its_mirror_image() -> None:
    torch.manual_seed(0)
    first, second, x = SymmetricConv3d(1, 2, plain=True), SymmetricConv3d(2, 1), torch.rand(1, 1, 5, 6, 7)
    both = torch.cat([mirror(x, 4, fields=False), x, mirror(x, 4, fields=False)], dim=-3)

    long = second(first(both, ALONE), ALONE)[:, :, 5:10]

    assert torch.allclose(second(first(x, ALONE), ALONE), long, atol=1e-5)


def test_trimming_spares_the_ends_of_the_image() -> None:
    x = torch.rand(1, 8, 6, 7, 8)

    assert torch.equal(trim(x, ((True, False), (True, True), (False, False)), 2), x[:, :, :-2, :, 2:-2])
