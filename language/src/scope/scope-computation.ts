import { DefaultScopeComputation, MultiMap, type AstNode, type AstNodeDescription } from 'langium';

/** What names mean is found by `bind/`, so no local scopes are made of the tree. */
export class MigmapScopeComputation extends DefaultScopeComputation {
  override async collectLocalSymbols(): Promise<MultiMap<AstNode, AstNodeDescription>> {
    return new MultiMap();
  }
}
