import { DefaultLinker, type LangiumDocument } from 'langium';

/** Names are linked when the editor asks what they mean: the checks do not need the links, and most are never followed. */
export class MigmapLinker extends DefaultLinker {
  override async link(document: LangiumDocument): Promise<void> {
    // What was followed between an edit and now may lead into a tree that is no more.
    this.unlink(document);
  }
}
