// cytoscape-fcose brings no types of its own.
declare module "cytoscape-fcose" {
  import type { Ext } from "cytoscape";
  const register: Ext;
  export default register;
}
