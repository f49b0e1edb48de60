// In place of the decoders of a format that no display copy comes in.
export default {};
