//! The graph of revisions as a picture in words, for Mermaid and Graphviz.

use std::fmt::Write as _;

/// A revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphNode {
    /// Its version.
    pub version: String,
    /// What it does, and the labels of the branch that begins with it.
    pub text: String,
    /// The database stands here.
    pub is_current: bool,
    /// Nothing follows it.
    pub is_head: bool,
}

/// A line from a revision to one that comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphEdge {
    /// The earlier one, by its place among the nodes.
    pub from: usize,
    /// The later one.
    pub to: usize,
    /// The later one needs the earlier one without following it.
    pub is_dependency: bool,
}

/// Mermaid's flowchart, which code hosts draw in Markdown; the latest at the top.
pub fn mermaid_graph(nodes: &[GraphNode], edges: &[GraphEdge]) -> String {
    let mut out = String::from("flowchart BT\n");
    for (i, node) in nodes.iter().enumerate() {
        let class = if node.is_current { ":::current" } else { "" };
        let text = format!("{}<br>{}", entities(&node.version), entities(&node.text));
        // Writing to a string does not fail.
        let _ = writeln!(out, "    r{i}[\"{text}\"]{class}");
    }
    for GraphEdge { from, to, is_dependency } in edges {
        let arrow = if *is_dependency { "-.->" } else { "-->" };
        let _ = writeln!(out, "    r{from} {arrow} r{to}");
    }
    out.push_str("    classDef current fill:#dafbe1,stroke:#1a7f37,color:#1f2328\n");
    out
}

/// For Graphviz; the latest at the top.
pub fn dot_graph(nodes: &[GraphNode], edges: &[GraphEdge]) -> String {
    let mut out = String::from(
        "digraph revisions {\n    rankdir=BT;\n    node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", fontname=\"sans-serif\", fontsize=11];\n",
    );
    for (i, node) in nodes.iter().enumerate() {
        let color = if node.is_current { ", fillcolor=\"#dafbe1\", color=\"#1a7f37\"" } else { "" };
        let bold = if node.is_head { ", penwidth=2" } else { "" };
        let _ = writeln!(
            out,
            "    r{i} [label=\"{}\\n{}\"{color}{bold}];",
            quoted(&node.version),
            quoted(&node.text)
        );
    }
    for GraphEdge { from, to, is_dependency } in edges {
        let style = if *is_dependency { " [style=dashed]" } else { "" };
        let _ = writeln!(out, "    r{from} -> r{to}{style};");
    }
    out.push_str("}\n");
    out
}

/// Mermaid has no escapes in quotes but HTML's entities; markup in a message is text.
fn entities(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " .,:-_/()'+".contains(c);
    text.chars()
        .map(|c| match c {
            c if plain(c) => c.to_string(),
            c if c.is_control() => " ".to_owned(),
            c => format!("#{};", c as u32),
        })
        .collect()
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes() -> Vec<GraphNode> {
        let node = |version: &str, text: &str, is_current| GraphNode {
            version: version.to_owned(),
            text: text.to_owned(),
            is_current,
            is_head: !is_current,
        };
        vec![node("1", "users", true), node("2", "say \"hi\"\n<b>; \\x", false)]
    }

    #[test]
    fn messages_stay_within_their_quotes() {
        let edges = [
            GraphEdge { from: 0, to: 1, is_dependency: false },
            GraphEdge { from: 0, to: 1, is_dependency: true },
        ];
        assert_eq!(
            mermaid_graph(&nodes(), &edges),
            "flowchart BT\n    r0[\"1<br>users\"]:::current\n    r1[\"2<br>say #34;hi#34; #60;b#62;#59; #92;x\"]\n    r0 --> r1\n    r0 -.-> r1\n    classDef current fill:#dafbe1,stroke:#1a7f37,color:#1f2328\n"
        );
        let dot = dot_graph(&nodes(), &edges);
        assert!(dot.contains("r1 [label=\"2\\nsay \\\"hi\\\" <b>; \\\\x\", penwidth=2];"), "{dot}");
        assert!(dot.contains("r0 -> r1 [style=dashed];"), "{dot}");
    }
}
