"""What super-resolution does to grey values, features, geometry and lesions, shown where the truth is known.

The only room beside the pipeline that looks into both super-resolution and features. It trains nothing, and it knows
neither models of risk nor a screen.
"""
