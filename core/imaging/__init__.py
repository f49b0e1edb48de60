"""The room that reads image files and knows where voxels lie; it computes no feature and knows no screen."""
