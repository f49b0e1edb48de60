import torch

from core.superres.discriminator import LAYERS, Discriminator


def test_one_verdict_is_given_for_every_four_voxels() -> None:
    verdict, seen = Discriminator()(torch.rand(2, 1, 32, 32, 32), torch.rand(2, 1, 32, 32, 32))

    assert verdict.shape == (2, 1, 8, 8, 8)
    assert [layer.shape[1] for layer in seen] == [out for _, out, _, _ in LAYERS]


def test_the_verdict_depends_on_what_was_measured() -> None:
    torch.manual_seed(0)
    judge, detail = Discriminator().eval(), torch.rand(1, 1, 16, 16, 16)

    assert not torch.equal(judge(detail, torch.zeros_like(detail))[0], judge(detail, torch.ones_like(detail))[0])


def test_no_layer_amplifies_more_than_its_spectral_norm_allows() -> None:
    torch.manual_seed(0)
    judge = Discriminator()
    for _ in range(20):  # the norm is estimated by power iteration
        judge(torch.rand(1, 1, 16, 16, 16), torch.rand(1, 1, 16, 16, 16))

    norms = [float(torch.linalg.matrix_norm(layer.weight.detach().flatten(1), 2)) for layer in judge.layers]
    assert max(norms) < 1.1
