"""What every setting of a recipe is called and does, in plain words."""

from PySide6.QtCore import QObject

Said = tuple[str, str, str, str, float | None, float | None]
"""Group, title, sentence, unit, smallest, largest."""


class FieldWords(QObject):
    """The words, by the name of the setting."""

    def all(self) -> dict[str, Said]:
        """Of all stages; a name means the same in each."""
        return {
            **self._network(),
            **self._learning(),
            **self._goal(),
            **self._relations(),
            **self._waveform(),
            **self._picture(),
            **self._machine(),
            **self._words(),
        }

    def _network(self) -> dict[str, Said]:
        tr, g = self.tr, "network"
        return {
            "network": (g, tr("Network"), tr("Which network learns."), "", None, None),
            "front_end": (g, tr("Front end"), tr("How sound becomes a picture of loudness over"
                " time and pitch. Another one means another cost."), "", None, None),
            "head": (g, tr("Head"), tr("How scenes are read off the embedding. Cosine heads can be"
                " taught new scenes later."), "", None, None),
            "trainable": (g, tr("What learns"), tr("Only the last layer, all of it, or first the"
                " one and then the other. All of it takes longer and hears better."), "", None,
                None),
            "embeddings": (g, tr("Frozen embeddings"), tr("Cached: heard once, quick. Live: heard"
                " anew in every epoch, with the sound varied."), "", None, None),
            "head_epochs": (g, tr("Epochs of the head"), tr("Passes in which only the last layer"
                " learns, before the rest."), tr("epochs"), 0, None),
            "head_batch_size": (g, tr("Batch of the head"), tr("Windows per step while only the"
                " last layer learns."), tr("windows"), 1, None),
            "head_peak_lr": (g, tr("Rate of the head"), tr("Size of a step while only the last"
                " layer learns."), "", 0, None),
            "patchout_bands": (g, tr("Rows dropped"), tr("PaSST: rows of patches left out in"
                " training. More is quicker and less exact."), tr("rows"), 0, None),
            "patchout_frames": (g, tr("Columns dropped"), tr("PaSST: columns of patches left out"
                " in training."), tr("columns"), 0, None),
            "keep_float": (g, tr("Layers kept in float"), tr("Names of layers that are not"
                " rounded, with commas. They cost four times the bytes."), "", None, None),
            "reduce_range": (g, tr("7-bit weights"), tr("For older x86 processors without VNNI,"
                " which overflow otherwise."), "", None, None),
            "calibration_batches": (g, tr("Batches for ranges"), tr("How much is heard before"
                " ranges are set."), tr("batches"), 1, None),
        }  # fmt: skip

    def _learning(self) -> dict[str, Said]:
        tr, g = self.tr, "learning"
        return {
            "scenes": (g, tr("Scenes"), tr("Only these are learned, with commas; a name with a"
                ' comma stands in "quotes". Empty: all of the project, or those that its teacher'
                " or student knows."), "", None, None),
            "epochs": (g, tr("Epochs"), tr("Passes over all training clips. Time grows with"
                " them."), tr("epochs"), 0, None),
            "batch_size": (g, tr("Batch"), tr("Windows per step. Halve it where memory runs"
                " out."), tr("windows"), 1, None),
            "windows_per_clip": (g, tr("Windows per clip"), tr("Random pieces of every clip in an"
                " epoch. Time grows with them."), tr("windows"), 1, None),
            "optimizer": (g, tr("Optimizer"), tr("How steps are made from gradients."), "", None,
                None),
            "peak_lr": (g, tr("Learning rate"), tr("Size of a step at its largest. Too large: the"
                " loss jumps. Too small: it crawls."), "", 0, None),
            "adam_beta2": (g, tr("Memory of gradients"), tr("How long the optimizer remembers how"
                " large gradients were."), "", 0, 1),
            "weight_decay": (g, tr("Weight decay"), tr("Pull of the weights towards 0, against"
                " learning by heart."), "", 0, None),
            "schedule": (g, tr("Schedule"), tr("How the learning rate falls."), "", None, None),
            "warmup_epochs": (g, tr("Warm-up"), tr("Epochs in which the rate rises to its peak."),
                tr("epochs"), 0, None),
            "hold_until_epoch": (g, tr("Hold until"), tr("Linear schedule: the rate stays at its"
                " peak until here."), tr("epochs"), 0, None),
            "fall_until_epoch": (g, tr("Fall until"), tr("Linear schedule: the rate has fallen by"
                " here; 0 is the end."), tr("epochs"), 0, None),
            "restart_epochs": (g, tr("First restart"), tr("Warm restarts: length of the first"
                " period, then doubled."), tr("epochs"), 0, None),
            "final_factor": (g, tr("Rate at the end"), tr("Share of the peak rate that is left."),
                "", 0, 1),
            "validation_share": (g, tr("Kept for validation"), tr("Share of the training sources"
                " that is not learned, to keep the best epoch; 0 keeps the last."), "", 0, 0.5),
            "validation_seed": (g, tr("Which for validation"), tr("Equal for teachers that will be"
                " fused; -1 follows the seed."), "", -1, None),
            "frozen_epochs": (g, tr("Epochs with still ranges"), tr("Last epochs in which ranges"
                " and statistics do not move."), tr("epochs"), 0, None),
            "micro_batch": (g, tr("Part of a batch"), tr("Most windows in memory at once; the"
                " result is the same. 0: the whole batch."), tr("windows"), 0, None),
            "unlabelled": (g, tr("Clips without a scene"), tr("Training clips that nobody labelled"
                " are heard too: there the teacher alone speaks."), "", None, None),
        }  # fmt: skip

    def _goal(self) -> dict[str, Said]:
        tr, g = self.tr, "loss"
        return {
            "loss": (g, tr("Loss of your own"), tr("Name of an installed loss; empty: what is"
                " described here."), "", None, None),
            "temperature": (g, tr("Temperature"), tr("Softens what the teacher says. Higher shows"
                " more of what else it thought of."), "", 0, None),
            "soft_weight": (g, tr("Trust in the teacher"), tr("Share of the loss that comes from"
                " the teacher; the rest comes from the labels."), "", 0, 1),
            "soft_weight_end": (g, tr("Trust at the end"), tr("Reached in the last epoch; -1 keeps"
                " it constant."), "", -1, 1),
            "kd_reduction": (g, tr("Sum of the teacher's part"), tr("Mean divides by the number of"
                " scenes as well."), "", None, None),
            "teacher_logits": (g, tr("Teacher speaks of"), tr("The whole clip, or every window by"
                " itself."), "", None, None),
            "teacher_hears": (g, tr("Teacher hears"), tr("The clip as recorded (quick), the"
                " student's own windows, or those without the exchanged device."), "", None, None),
            "contrastive_weight": (g, tr("Contrast"), tr("Share of the loss that moves like scenes"
                " together; 1 leaves no other loss."), "", 0, 1),
            "contrastive_temperature": (g, tr("Temperature of contrast"), tr("Lower looks more at"
                " the closest pairs."), "", 0, None),
            "contrastive_size": (g, tr("Size for contrast"), tr("Numbers per window that contrast"
                " acts on."), "", 2, None),
            "classifier_hears": (g, tr("Classifier hears"), tr("Varied or clean sound, when it is"
                " fitted after contrast."), "", None, None),
            "multi_label": (g, tr("Several scenes per clip"), tr("Pairs count by how many scenes"
                " they share."), "", None, None),
        }  # fmt: skip

    def _relations(self) -> dict[str, Said]:
        tr, g = self.tr, "loss"
        return {
            "relation_weight": (g, tr("Relations"), tr("Weight of having clips as alike as they"
                " are to the teacher."), "", 0, None),
            "hint_weight": (g, tr("Hints"), tr("Weight of predicting the teacher's embedding."),
                "", 0, None),
            "crd_weight": (g, tr("CRD"), tr("Weight of contrastive representation distillation;"
                " not with mixup."), "", 0, None),
            "crd_temperature": (g, tr("CRD temperature"), tr("Lower looks more at the closest"
                " clips."), "", 0, None),
            "crd_negatives": (g, tr("CRD negatives"), tr("Other clips that each is compared"
                " with."), tr("clips"), 1, None),
            "crd_negatives_of": (g, tr("CRD negatives of"), tr("All clips, or those of other"
                " scenes."), "", None, None),
            "crd_positive": (g, tr("CRD positive"), tr("The clip itself, or any of its scene."),
                "", None, None),
            "crd_momentum": (g, tr("CRD momentum"), tr("How slowly its memory changes."), "", 0,
                1),
            "crd_size": (g, tr("CRD size"), tr("Numbers of both projections."), "", 2, None),
            "crd_projection": (g, tr("CRD projection"), tr("Linear is the original's."), "", None,
                None),
            "pretrained_rate": (g, tr("Rate of inherited layers"), tr("Share of the learning rate"
                " for layers taken over from the teacher."), "", 0, 1),
        }  # fmt: skip

    def _waveform(self) -> dict[str, Said]:
        tr, g = self.tr, "sound"
        return {
            "speed_octaves": (g, tr("Speed"), tr("Faster or slower by up to this much, pitch and"
                " all."), tr("octaves"), 0, 2),
            "roll_s": (g, tr("Shift"), tr("Rotated in time by up to this much."), "s", 0, None),
            "gain_db": (g, tr("Gain"), tr("Louder or softer by up to this much."), "dB", 0, 60),
            "mixup_domain": (g, tr("Mixing of"), tr("Where two windows are mixed."), "", None,
                None),
            "mixup_share": (g, tr("Mixing"), tr("How often two windows are mixed. Helps with few"
                " clips."), "", 0, 1),
            "mixup_alpha": (g, tr("Evenness of mixing"), tr("Small: mostly one of the two; 1: any"
                " share."), "", 0, None),
            "mixup_levels": (g, tr("Levels in mixing"), tr("As recorded, or made equally loud"
                " first."), "", None, None),
            "dir_share": (g, tr("Other microphones"), tr("How often a window is heard through"
                " another device. Helps with devices never heard."), "", 0, 1),
            "dir_folder": (g, tr("Folder of responses"), tr("WAV files of device responses; empty:"
                " our own filters."), "", None, None),
            "dir_devices": (g, tr("Only of devices"), tr("Clips of these devices only, with"
                " commas; empty: all."), "", None, None),
            "dir_min_rms": (g, tr("Only if louder than"), tr("Quiet windows keep their own"
                " device."), "", 0, None),
            "dir_max_s": (g, tr("Length of responses"), tr("Longer ones are cut; 0: whole."), "s",
                0, None),
        }  # fmt: skip

    def _picture(self) -> dict[str, Said]:
        tr, g = self.tr, "sound"
        return {
            "mel_jitter_hz": (g, tr("Upper edge"), tr("Moves by up to half of this, a draw per"
                " batch."), "Hz", 0, 8000),
            "freq_mixstyle_share": (g, tr("Device colours"), tr("How often the colour of one clip"
                " is given to another. Helps with devices never heard."), "", 0, 1),
            "freq_mixstyle_alpha": (g, tr("Evenness of colours"), tr("Small: mostly one of the"
                " two."), "", 0, None),
            "freq_mask_bands": (g, tr("Masked bands"), tr("Up to this many bands of pitch are"
                " hidden."), tr("bands"), 0, None),
            "time_mask_frames": (g, tr("Masked frames"), tr("Up to this many moments are"
                " hidden."), tr("frames"), 0, None),
            "published_quirks": (g, tr("As published code has it"), tr("Peculiarities of published"
                " code, to reproduce its figures."), "", None, None),
        }  # fmt: skip

    def _machine(self) -> dict[str, Said]:
        tr, g = self.tr, "machine"
        return {
            "seed": (g, tr("Seed"), tr("The same seed gives the same result on this computer."),
                "", 0, None),
            "threads": (g, tr("Threads"), tr("Of the processor; 0: a trial of 2 s decides."),
                tr("threads"), 0, None),
            "precision": (g, tr("Precision"), tr("bf16 is quicker on newer graphics cards."), "",
                None, None),
            "torch_device": (g, tr("Runs on"), tr("Auto takes a graphics card where there is"
                " one."), "", None, None),
            "memory_mb": (g, tr("Clips in memory"), tr("Decoded clips are kept up to here, else"
                " read from disk."), "MB", 0, None),
        }  # fmt: skip

    def _words(self) -> dict[str, Said]:
        tr, g = self.tr, "words"
        return {
            "about": (g, tr("About"), tr("One line for whoever gets this recipe."), "", None, None),
            "source": (g, tr("Source"), tr("Where the settings are published."), "", None, None),
            "reconstructed": (g, tr("Chosen, not published"), tr("What the source does not say."),
                "", None, None),
            "published": (g, tr("Published figure"), tr("What it aims at, on which data."), "",
                None, None),
        }  # fmt: skip
