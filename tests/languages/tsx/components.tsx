import { useState } from "react";
import { Button, icons } from "./parts";

interface Props { label: string; onClose?: () => void }

/** A panel that can be closed. */
export const Panel = ({ label, onClose }: Props) => {
//           ^^^^^ definition.function Panel
//           ^^^^^ doc A panel that can be closed.
//           ^^^^^ parameter _: Props
//                      ^^^^^ local
  const [open, setOpen] = useState(true);
//       ^^^^ local
//                        ^^^^^^^^ reference.call in Panel
  return (
    <Frame open={open}>
//   ^^^^^ reference.call in Panel
//         ^^^^ local
      <Button onClick={onClose}>{label}</Button>
//     ^^^^^^ reference.call in Panel
      <icons.Close size={SIZE} />
//           ^^^^^ reference.call on icons
//                       ^^^^ reference.read in Panel
    </Frame>
  );
};
const SIZE = 3;
export default function Frame(props: Props) { return <div>{props.label}</div>; }
//                      ^^^^^ definition.function Frame
//                      ^^^^^ import here Frame as default exported
//                                                               ^^^^^ reference.read on props
// outline: Props, Props.label, Props.onClose, Panel, SIZE, Frame
