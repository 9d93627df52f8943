"""Help with labelling: what a bundle hears in all clips, put to use. No torch.

    vectors       what a bundle heard in each clip, kept beside the project
    space         where every clip lies, which are labelled, and how
    witnesses     several guesses made one, as sure as labels allow
    suggest       a scene for every clip, with the chance that it is right
    queue         which clip to label next, and why
    similar       the clips that sound most like some others
    label_errors  labels that are probably wrong
    propagate     one label for a cluster, with its error rate from spot checks
    maps          where clips lie on a plane, kept beside the project
    doctor        what is wrong with the recordings

Letters: N clips, L labelled clips, D embedding size, K scenes.
"""
